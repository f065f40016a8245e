package io.certtrail.functions.api.users;

import io.certtrail.aws.lambda.HttpResponse;
import io.certtrail.domain.access.Permission;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.login.LoginDesk;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.users.User;
import io.certtrail.domain.users.UserDesk;
import io.certtrail.domain.users.UserEvents.By;
import io.certtrail.functions.api.routing.Answer;
import io.certtrail.functions.api.routing.Call;
import io.certtrail.functions.api.routing.Clients;
import io.certtrail.functions.api.routing.EntityTags;
import io.certtrail.functions.api.routing.JsonText;
import io.certtrail.functions.api.routing.Parameter;
import io.certtrail.functions.api.routing.Route;
import io.certtrail.functions.api.routing.Schema;
import io.certtrail.ledger.json.Json;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The users of the caller's tenant. */
public final class UserRoutes {
    private static final String PATH = "/api/users";
    private static final String ONE = PATH + "/{id}";
    private static final String TAG = "Users";
    private static final int USUAL_PAGE = 50;
    private static final int LONGEST_TAGS = 1000;
    private static final Parameter ID = Parameter.path("id", Schema.uuid("Of the user"));
    private static final Parameter IF_MATCH =
            Parameter.header("If-Match", Schema.text("The ETag of what was read", LONGEST_TAGS));
    private static final Answer MISSING = Answer.problem(404, "No user has this id");
    private static final Answer CHANGED = Answer.problem(412, "The user is another than that of If-Match");
    private static final Answer UNCONDITIONAL = Answer.problem(428, "If-Match is missing");
    private static final Answer LAST = Answer.problem(409, "This is the last active administrator");
    private static final String ETAG_MEANS = "Strong: for If-Match of a change";

    private final UserDesk desk;
    private final LoginDesk logins;

    public UserRoutes(UserDesk desk, LoginDesk logins) {
        this.desk = desk;
        this.logins = logins;
    }

    public List<Route> routes() {
        return List.of(listing(), making(), reading(), changing(), removing(), resetting(), unlocking());
    }

    private Route listing() {
        return Route.get(PATH, "listUsers")
                .tag(TAG)
                .summary("Users, oldest first")
                .needs(Permission.MANAGE_USERS)
                .takes(
                        Parameter.query("after", Schema.uuid("The id of the last one of the page before")),
                        Parameter.query("limit", new Schema.Whole("", 1, UserSchemas.MOST))
                                .fallback("50"))
                .answers(Answer.json(200, "A page of them", UserSchemas.PAGE))
                .by(this::list);
    }

    private HttpResponse list(Call call) {
        int limit = call.whole("limit", USUAL_PAGE);
        @Nullable
        UUID after = call.text("after").isPresent()
                ? call.id("after")
                        .orElseThrow(() -> Refusal.at(Code.INVALID_PARAMETER, "/after", "expected the id of a user"))
                : null;
        List<User> users = desk.page(call.principal().tenant(), after, limit + 1);
        return JsonText.response(200, UserSchemas.page(users, limit));
    }

    private Route making() {
        return Route.post(PATH, "makeUser")
                .tag(TAG)
                .summary("Make a user, with a password that is shown once and must be changed")
                .needs(Permission.MANAGE_USERS)
                .body(UserSchemas.REQUEST)
                .answers(
                        Answer.json(201, "The user and the password", UserSchemas.WITH_PASSWORD),
                        Answer.problem(409, "The name is taken"))
                .by(this::make);
    }

    private HttpResponse make(Call call) {
        Json.Obj body = call.object();
        UserDesk.WithPassword made = desk.create(
                call.principal().tenant(),
                UserSchemas.text(body, "username"),
                body.get("displayName") instanceof Json.Str(String name) ? name : "",
                UserSchemas.role(body).orElseThrow(),
                by(call));
        return JsonText.response(201, UserSchemas.withPassword(made))
                .with("etag", EntityTags.of(UserSchemas.document(made.user())));
    }

    private Route reading() {
        return Route.get(ONE, "readUser")
                .tag(TAG)
                .summary("One user")
                .needs(Permission.MANAGE_USERS)
                .takes(ID)
                .answers(Answer.json(200, "The user", UserSchemas.USER).header("ETag", ETAG_MEANS), MISSING)
                .by(call -> answer(user(call)));
    }

    private Route changing() {
        return Route.patch(ONE, "changeUser")
                .tag(TAG)
                .summary("Change a user's display name, role or state")
                .needs(Permission.MANAGE_USERS)
                .takes(ID, IF_MATCH)
                .body(UserSchemas.UPDATE)
                .answers(
                        Answer.json(200, "The user as they are now", UserSchemas.USER)
                                .header("ETag", ETAG_MEANS),
                        MISSING,
                        LAST,
                        CHANGED,
                        UNCONDITIONAL)
                .by(this::change);
    }

    private HttpResponse change(Call call) {
        User before = matched(call);
        Json.Obj body = call.object();
        @Nullable Role role = UserSchemas.role(body).orElse(null);
        UserDesk.Update update = new UserDesk.Update(
                body.get("displayName") instanceof Json.Str(String name) ? name : null,
                role,
                body.get("state") instanceof Json.Str(String state) ? User.State.parse(state) : null);
        return answer(desk.update(before.tenant(), before.id(), update, OptionalLong.of(before.revision()), by(call)));
    }

    private Route removing() {
        return Route.delete(ONE, "removeUser")
                .tag(TAG)
                .summary("Remove a user; what they did stays in the ledger")
                .needs(Permission.MANAGE_USERS)
                .takes(ID, IF_MATCH)
                .answers(Answer.empty(204, "They are gone"), MISSING, LAST, CHANGED, UNCONDITIONAL)
                .by(call -> {
                    User before = matched(call);
                    desk.delete(before.tenant(), before.id(), OptionalLong.of(before.revision()), by(call));
                    return HttpResponse.of(204);
                });
    }

    private Route resetting() {
        return Route.post(ONE + "/reset-password", "resetPassword")
                .tag(TAG)
                .summary("Give a user another password, which is shown once and must be changed; their sessions end")
                .needs(Permission.MANAGE_USERS)
                .takes(ID)
                .answers(Answer.json(200, "The user and the password", UserSchemas.WITH_PASSWORD), MISSING)
                .by(call -> JsonText.response(
                        200,
                        UserSchemas.withPassword(
                                desk.resetPassword(call.principal().tenant(), id(call), by(call)))));
    }

    private Route unlocking() {
        return Route.post(ONE + "/unlock", "unlockUser")
                .tag(TAG)
                .summary("Forget the failed logins of a user, so that they may sign in at once")
                .needs(Permission.MANAGE_USERS)
                .takes(ID)
                .answers(Answer.empty(204, "They may"), MISSING)
                .by(call -> {
                    boolean _ = logins.unlock(user(call), by(call));
                    return HttpResponse.of(204);
                });
    }

    private User matched(Call call) {
        User before = user(call);
        EntityTags.requireMatch(call, EntityTags.of(UserSchemas.document(before)));
        return before;
    }

    private User user(Call call) {
        return desk.find(call.principal().tenant(), id(call));
    }

    private static UUID id(Call call) {
        return call.id("id").orElseThrow(() -> Refusal.of(Code.NOT_FOUND, "no user has this id"));
    }

    private static By by(Call call) {
        return new By(call.principal().actor(), Clients.of(call.request()));
    }

    private static HttpResponse answer(User user) {
        Json.Obj document = UserSchemas.document(user);
        return JsonText.response(200, document).with("etag", EntityTags.of(document));
    }
}
