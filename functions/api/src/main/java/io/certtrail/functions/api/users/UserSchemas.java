package io.certtrail.functions.api.users;

import io.certtrail.domain.access.Role;
import io.certtrail.domain.users.User;
import io.certtrail.domain.users.UserDesk;
import io.certtrail.domain.users.Username;
import io.certtrail.functions.api.routing.Schema;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Bodies of the routes of users. */
final class UserSchemas {
    /** Most users of a page. */
    static final int MOST = 500;

    private static final Schema ROLE = new Schema.Choice(
            "What they may do", Arrays.stream(Role.values()).map(Role::text).toList());
    private static final Schema STATE = new Schema.Choice(
            "A disabled user can't sign in, and their sessions are over",
            Arrays.stream(User.State.values()).map(User.State::text).toList());
    private static final Schema NAME =
            Schema.someText("Letters, digits and . _ @ + -; unique whatever its case", 4 * Username.MAX_LENGTH);
    private static final Schema DISPLAY_NAME = Schema.text("", UserDesk.MAX_DISPLAY_NAME);

    static final Schema REQUEST = new Schema.Named(
            "UserRequest",
            Schema.object("A user to make")
                    .required("username", NAME)
                    .required("role", ROLE)
                    .optional("displayName", DISPLAY_NAME));

    static final Schema UPDATE = new Schema.Named(
            "UserChange",
            Schema.object("What is left out stays")
                    .optional("displayName", DISPLAY_NAME)
                    .optional("role", ROLE)
                    .optional("state", STATE));

    private static final Schema.Members MEMBERS = Schema.object("A user")
            .required("id", Schema.uuid(""))
            .required("username", NAME)
            .required("displayName", DISPLAY_NAME)
            .required("role", ROLE)
            .required("state", STATE)
            .required("mustChangePassword", new Schema.Flag("Before anything else"))
            .required("createdAt", Schema.time(""))
            .required("passwordChangedAt", Schema.time(""));

    static final Schema USER = new Schema.Named("User", MEMBERS);

    static final Schema WITH_PASSWORD = new Schema.Named(
            "UserWithPassword",
            MEMBERS.required("password", Schema.text("Shown this once, and kept as a hash; it must be changed", 64)));

    static final Schema PAGE = new Schema.Named(
            "Users",
            Schema.object("A page of users")
                    .required("data", new Schema.Items("", USER, 0, MOST))
                    .required(
                            "page",
                            Schema.object("")
                                    .required("hasMore", new Schema.Flag(""))
                                    .required(
                                            "nextAfter",
                                            new Schema.OrNull(
                                                    Schema.uuid("What goes on behind this page, as after")))));

    private UserSchemas() {}

    static Json.Obj document(User user) {
        return members(user).build();
    }

    static Json.Obj withPassword(UserDesk.WithPassword made) {
        return members(made.user()).put("password", made.password()).build();
    }

    private static Json.ObjBuilder members(User user) {
        return Json.obj()
                .put("id", user.id().toString())
                .put("username", user.username().text())
                .put("displayName", user.displayName())
                .put("role", user.role().text())
                .put("state", user.state().text())
                .put("mustChangePassword", user.mustChangePassword())
                .put("createdAt", LedgerTime.text(user.created()))
                .put("passwordChangedAt", LedgerTime.text(user.passwordChanged()));
    }

    /** @param users one more than {@code limit} if there are more */
    static Json.Obj page(List<User> users, int limit) {
        List<User> shown = users.subList(0, Math.min(limit, users.size()));
        boolean hasMore = users.size() > limit;
        return Json.obj()
                .put(
                        "data",
                        new Json.Arr(
                                shown.stream().<Json>map(UserSchemas::document).toList()))
                .put(
                        "page",
                        Json.obj()
                                .put("hasMore", hasMore)
                                .put(
                                        "nextAfter",
                                        hasMore ? Json.of(shown.getLast().id().toString()) : Json.NULL)
                                .build())
                .build();
    }

    static Optional<Role> role(Json.Obj body) {
        return body.get("role") instanceof Json.Str(String text) ? Role.parse(text) : Optional.empty();
    }

    static String text(Json.Obj body, String name) {
        return ((Json.Str) body.member(name)).value();
    }
}
