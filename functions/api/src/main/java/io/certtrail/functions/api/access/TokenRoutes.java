package io.certtrail.functions.api.access;

import io.certtrail.aws.lambda.HttpResponse;
import io.certtrail.domain.access.AccessToken;
import io.certtrail.domain.access.Permission;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.access.TokenDesk;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Found;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.time.ZonedText;
import io.certtrail.functions.api.routing.Answer;
import io.certtrail.functions.api.routing.Call;
import io.certtrail.functions.api.routing.Clients;
import io.certtrail.functions.api.routing.JsonText;
import io.certtrail.functions.api.routing.Route;
import io.certtrail.functions.api.routing.Schema;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Making access tokens. */
public final class TokenRoutes {
    private static final int MAX_NAME = 100;
    private static final Schema ROLE = new Schema.Choice(
            "What its holder may do",
            Arrays.stream(Role.values()).map(Role::text).toList());

    private static final Schema REQUEST = new Schema.Named(
            "TokenRequest",
            Schema.object("A token to make")
                    .required("name", Schema.someText("What it is for", MAX_NAME))
                    .required("role", ROLE)
                    .optional("expiresAt", Schema.time("When it stops working, with a zone; never if it is left out")));

    private static final Schema MADE = new Schema.Named(
            "Token",
            Schema.object("A token that was made")
                    .required("id", Schema.uuid(""))
                    .required("name", Schema.text("", MAX_NAME))
                    .required("role", ROLE)
                    .required("createdAt", Schema.time(""))
                    .required("expiresAt", new Schema.OrNull(Schema.time("")))
                    .required("token", Schema.text("Shown this once, and kept as a hash", 46)));

    private final TokenDesk desk;

    public TokenRoutes(TokenDesk desk) {
        this.desk = desk;
    }

    public List<Route> routes() {
        return List.of(Route.post("/api/tokens", "makeToken")
                .tag("Access")
                .summary("Make an access token")
                .needs(Permission.MANAGE_TOKENS)
                .body(REQUEST)
                .answers(Answer.json(201, "The token, shown this once", MADE))
                .by(this::make));
    }

    private HttpResponse make(Call call) {
        Json.Obj body = call.object();
        String role = text(body, "role");
        TokenDesk.Made made = desk.make(
                call.principal(),
                Clients.of(call.request()),
                text(body, "name"),
                Role.parse(role)
                        .orElseThrow(() -> new IllegalStateException("the schema lets no role " + role + " pass")),
                expires(body));
        AccessToken token = made.token();
        Instant expires = token.expires();
        return JsonText.response(
                201,
                Json.obj()
                        .put("id", token.id().toString())
                        .put("name", token.name())
                        .put("role", token.role().text())
                        .put("createdAt", LedgerTime.text(token.created()))
                        .put("expiresAt", expires == null ? Json.NULL : Json.of(LedgerTime.text(expires)))
                        .put("token", made.text().value())
                        .build());
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
