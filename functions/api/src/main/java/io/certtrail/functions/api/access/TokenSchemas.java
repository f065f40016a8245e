package io.certtrail.functions.api.access;

import io.certtrail.domain.access.AccessToken;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.access.TokenPage;
import io.certtrail.domain.access.TokenRequest;
import io.certtrail.functions.api.routing.Schema;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the routes of access tokens take and answer. */
final class TokenSchemas {
    static final int MAX_PAGE = 100;

    private static final int MAX_NAME = 100;
    private static final int TOKEN_CHARS = 46;

    private static final Schema ROLE = new Schema.Choice(
            "What its holder may do",
            Arrays.stream(Role.values()).map(Role::text).toList());

    private static final Schema ACTIONS = new Schema.Items(
            "What the actions of its events must begin with, such as rotation. or custom.mine.; any if it is left out."
                    + " Of a token of the role ingest alone",
            Schema.someText("", 64),
            0,
            TokenRequest.MOST_PREFIXES);

    static final Schema REQUEST = new Schema.Named(
            "TokenRequest",
            Schema.object("A token to make")
                    .required("name", Schema.someText("What it is for", MAX_NAME))
                    .required("role", ROLE)
                    .optional("actions", ACTIONS)
                    .optional("expiresAt", Schema.time("When it stops working, with a zone; never if it is left out")));

    static final Schema MADE = new Schema.Named(
            "NewToken",
            members("A token that was made")
                    .required("token", Schema.text("Shown this once, and kept as a hash", TOKEN_CHARS)));

    private static final Schema TOKEN = new Schema.Named(
            "Token",
            members("A token, without what it opens anything by")
                    .required("revokedAt", new Schema.OrNull(Schema.time("Since when it opens nothing")))
                    .required("lastUsedAt", new Schema.OrNull(Schema.time("Some use, no later one by over an hour"))));

    static final Schema PAGE = new Schema.Named(
            "TokenPage",
            Schema.object("Some tokens, newest first")
                    .required("data", new Schema.Items("", TOKEN, 0, MAX_PAGE))
                    .required(
                            "page",
                            Schema.object("")
                                    .required("nextCursor", new Schema.OrNull(Schema.text("Give it as cursor", 200)))
                                    .required("hasMore", new Schema.Flag(""))));

    private TokenSchemas() {}

    private static Schema.Members members(String description) {
        return Schema.object(description)
                .required("id", Schema.uuid(""))
                .required("name", Schema.text("", MAX_NAME))
                .required("role", ROLE)
                .required("actions", ACTIONS)
                .required("createdAt", Schema.time(""))
                .required("expiresAt", new Schema.OrNull(Schema.time("")));
    }

    static Json.ObjBuilder members(AccessToken token) {
        return Json.obj()
                .put("id", token.id().toString())
                .put("name", token.name())
                .put("role", token.role().text())
                .put(
                        "actions",
                        new Json.Arr(token.actionPrefixes().stream()
                                .<Json>map(Json.Str::new)
                                .toList()))
                .put("createdAt", LedgerTime.text(token.created()))
                .put("expiresAt", time(token.expires()));
    }

    static Json.Obj document(TokenPage page) {
        Json next = page.hasMore() ? Json.of(page.tokens().getLast().id().toString()) : Json.NULL;
        return Json.obj()
                .put(
                        "data",
                        new Json.Arr(page.tokens().stream()
                                .<Json>map(TokenSchemas::document)
                                .toList()))
                .put(
                        "page",
                        Json.obj()
                                .put("nextCursor", next)
                                .put("hasMore", page.hasMore())
                                .build())
                .build();
    }

    private static Json.Obj document(AccessToken token) {
        return members(token)
                .put("revokedAt", time(token.revoked()))
                .put("lastUsedAt", time(token.lastUsed()))
                .build();
    }

    private static Json time(@Nullable Instant time) {
        return time == null ? Json.NULL : Json.of(LedgerTime.text(time));
    }
}
