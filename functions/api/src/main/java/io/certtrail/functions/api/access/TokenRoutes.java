package io.certtrail.functions.api.access;

import io.certtrail.aws.lambda.HttpResponse;
import io.certtrail.domain.access.Permission;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.access.TokenDesk;
import io.certtrail.domain.access.TokenPage;
import io.certtrail.domain.access.TokenRequest;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Found;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.time.ZonedText;
import io.certtrail.functions.api.routing.Answer;
import io.certtrail.functions.api.routing.Call;
import io.certtrail.functions.api.routing.Clients;
import io.certtrail.functions.api.routing.JsonText;
import io.certtrail.functions.api.routing.PageLink;
import io.certtrail.functions.api.routing.Parameter;
import io.certtrail.functions.api.routing.Route;
import io.certtrail.functions.api.routing.Schema;
import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Making, listing and revoking access tokens. */
public final class TokenRoutes {
    private static final String PATH = "/api/tokens";
    private static final String TAG = "Access";
    private static final int DEFAULT_LIMIT = 50;

    private final TokenDesk desk;

    public TokenRoutes(TokenDesk desk) {
        this.desk = desk;
    }

    public List<Route> routes() {
        return List.of(listing(), making(), revoking());
    }

    private Route making() {
        return Route.post(PATH, "makeToken")
                .tag(TAG)
                .summary("Make an access token")
                .needs(Permission.MANAGE_TOKENS)
                .body(TokenSchemas.REQUEST)
                .answers(Answer.json(201, "The token, shown this once", TokenSchemas.MADE))
                .by(this::make);
    }

    private HttpResponse make(Call call) {
        Json.Obj body = call.object();
        String role = text(body, "role");
        TokenRequest request = new TokenRequest(
                text(body, "name"),
                Role.parse(role)
                        .orElseThrow(() -> new IllegalStateException("the schema lets no role " + role + " pass")),
                actions(body),
                expires(body));
        TokenDesk.Made made = desk.make(call.principal(), Clients.of(call.request()), request);
        return JsonText.response(
                201,
                TokenSchemas.members(made.token())
                        .put("token", made.text().value())
                        .build());
    }

    private Route listing() {
        return Route.get(PATH, "listTokens")
                .tag(TAG)
                .summary("The access tokens, newest first, revoked and expired ones as well")
                .needs(Permission.MANAGE_TOKENS)
                .takes(
                        Parameter.query("limit", new Schema.Whole("", 1, TokenSchemas.MAX_PAGE))
                                .fallback(String.valueOf(DEFAULT_LIMIT)),
                        Parameter.query("cursor", Schema.someText("nextCursor of the page before", 200)))
                .answers(Answer.json(200, "A page", TokenSchemas.PAGE)
                        .header("Link", "The next page, if there is one (RFC 8288, rel=next)"))
                .by(this::list);
    }

    private HttpResponse list(Call call) {
        Optional<UUID> before = call.id("cursor");
        if (before.isEmpty() && call.text("cursor").isPresent()) {
            throw Refusal.at(Code.INVALID_CURSOR, "/cursor", "expected a cursor that a page gave, found another text");
        }
        TokenPage page = desk.page(call.principal(), before.orElse(null), call.whole("limit", DEFAULT_LIMIT));
        HttpResponse response = JsonText.response(200, TokenSchemas.document(page));
        return page.hasMore()
                ? response.with(
                        "link",
                        PageLink.next(
                                call.request(),
                                "cursor",
                                page.tokens().getLast().id().toString()))
                : response;
    }

    private Route revoking() {
        return Route.delete(PATH + "/{id}", "revokeToken")
                .tag(TAG)
                .summary("Revoke an access token")
                .description("It opens nothing from the next request on. One that is revoked already stays so.")
                .needs(Permission.MANAGE_TOKENS)
                .takes(Parameter.path("id", Schema.uuid("")))
                .answers(Answer.empty(204, "It is revoked"), Answer.problem(404, "There is no such token"))
                .by(call -> {
                    desk.revoke(call.principal(), Clients.of(call.request()), call.id("id"));
                    return HttpResponse.of(204);
                });
    }

    private static List<String> actions(Json.Obj body) {
        return body.get("actions") instanceof Json.Arr(List<Json> items)
                ? items.stream().map(item -> ((Json.Str) item).value()).toList()
                : List.of();
    }

    private static @Nullable Instant expires(Json.Obj body) {
        if (!(body.get("expiresAt") instanceof Json.Str(String text))) {
            return null;
        }
        return ZonedText.parse(text)
                .orElseThrow(() -> Refusal.at(
                        Code.INVALID_BODY,
                        "/expiresAt",
                        "expected a time with a zone, such as 2027-01-31T00:00:00Z, found " + Found.quoted(text)));
    }

    private static String text(Json.Obj body, String name) {
        return ((Json.Str) body.member(name)).value();
    }
}
