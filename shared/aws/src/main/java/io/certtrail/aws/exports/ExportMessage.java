package io.certtrail.aws.exports;

import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonException;
import io.certtrail.ledger.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The body of a message of the queue of exports: {@code {"id":"…","tenant":"default"}}. */
public record ExportMessage(String tenant, UUID id) {
    /**
     * Reads {@link #text}.
     *
     * @throws IllegalArgumentException if the body is anything else
     */
    public static ExportMessage parse(String body) {
        try {
            if (JsonReader.parse(body.getBytes(StandardCharsets.UTF_8)) instanceof Json.Obj object
                    && object.get("tenant") instanceof Json.Str(String tenant)
                    && object.get("id") instanceof Json.Str(String id)) {
                return new ExportMessage(tenant, UUID.fromString(id));
            }
        } catch (JsonException e) {
            throw new IllegalArgumentException("an export's message is a JSON object, found " + body, e);
        }
        throw new IllegalArgumentException("an export's message names a tenant and an id, found " + body);
    }

    public String text() {
        return Jcs.text(
                Json.obj().put("tenant", tenant).put("id", id.toString()).build());
    }
}
