package io.certtrail.local.http;

import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonException;
import io.certtrail.ledger.json.JsonReader;
import java.io.IOException;

/**
 * What an authorizer answered ("Control access to HTTP APIs with AWS Lambda authorizers", simple response).
 *
 * @param context what the function behind is told
 */
record AuthorizerVerdict(boolean authorized, Json.Obj context) {
    /**
     * Reads it.
     *
     * @throws IOException if it is not such an answer
     */
    static AuthorizerVerdict read(byte[] payload) throws IOException {
        try {
            if (JsonReader.parse(payload) instanceof Json.Obj answer
                    && answer.get("isAuthorized") instanceof Json.Bool(boolean authorized)) {
                return new AuthorizerVerdict(
                        authorized, answer.get("context") instanceof Json.Obj context ? context : Json.Obj.EMPTY);
            }
        } catch (JsonException e) {
            throw new IOException("the authorizer's answer is not JSON", e);
        }
        throw new IOException("the authorizer's answer has no isAuthorized");
    }
}
