package io.certtrail.cli.token;

import io.certtrail.ledger.json.Json;
import java.util.List;

/** Tokens as lines for people, and for {@code cut}: id, role, state, last use, name. */
final class TokenTable {
    private static final String NEVER = "-";

    private TokenTable() {}

    /** The line of a token as {@code GET /api/tokens} shows it. */
    static String line(Json.Obj token) {
        return String.join(
                "\t",
                text(token, "id"),
                text(token, "role"),
                state(token),
                text(token, "lastUsedAt"),
                clean(text(token, "name")));
    }

    private static String state(Json.Obj token) {
        if (!text(token, "revokedAt").equals(NEVER)) {
            return "revoked " + text(token, "revokedAt");
        }
        String expires = text(token, "expiresAt");
        return expires.equals(NEVER) ? "good for ever" : "until " + expires;
    }

    private static String text(Json.Obj token, String member) {
        return token.get(member) instanceof Json.Str(String text) ? text : NEVER;
    }

    /** A name is somebody else's text: it moves no cursor of this terminal. */
    private static String clean(String name) {
        return name.replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    /** The tokens of a page. */
    static List<Json.Obj> tokens(Json.Obj page) {
        return page.get("data") instanceof Json.Arr(List<Json> items)
                ? items.stream()
                        .filter(Json.Obj.class::isInstance)
                        .map(Json.Obj.class::cast)
                        .toList()
                : List.of();
    }
}
