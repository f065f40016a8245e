package io.certtrail.functions.api.routing;

import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.merkle.Hash;
import java.util.Arrays;

/** Strong entity tags (RFC 9110 §8.8.3) of what is changed with {@code If-Match}. */
public final class EntityTags {
    private static final int DIGITS = 32;

    private EntityTags() {}

    /** The tag of a document: as long as it is the same, byte for byte, so is the tag. */
    public static String of(Json document) {
        return '"' + Hash.sha256(JsonText.bytes(document)).hex().substring(0, DIGITS) + '"';
    }

    /**
     * Lets a change pass that was made for what is there (RFC 9110 §13.1.1; strong comparison). The tag {@code *} says
     * nothing of what the caller saw, so it counts as none.
     *
     * @param current the tag of what is there
     * @throws Refusal if the request names no tag, or others
     */
    public static void requireMatch(Call call, String current) {
        String given = call.request().header("if-match").orElse("").strip();
        if (given.isEmpty() || given.equals("*")) {
            throw Refusal.of(
                    Code.PRECONDITION_REQUIRED,
                    "expected If-Match with the ETag of what this was decided on; read it again to learn it");
        }
        if (Arrays.stream(given.split(",", -1)).map(String::strip).noneMatch(current::equals)) {
            throw Refusal.of(
                    Code.PRECONDITION_FAILED,
                    "this was decided on another version than the one that is there; read it again and decide again");
        }
    }
}
