package io.certtrail.aws.wake;

import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonException;
import io.certtrail.ledger.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * The body of a wake-up: {@code {"tenant":"default"}}, for the publisher possibly with the {@code size} that a signed
 * head is wanted for.
 */
public record WakeMessage(String tenant, OptionalLong size) {
    public static WakeMessage of(String tenant) {
        return new WakeMessage(tenant, OptionalLong.empty());
    }

    public static WakeMessage of(String tenant, long size) {
        return new WakeMessage(tenant, OptionalLong.of(size));
    }

    /**
     * Reads {@link #text()}.
     *
     * @throws IllegalArgumentException if it is no such body
     */
    public static WakeMessage parse(String body) {
        Json json;
        try {
            json = JsonReader.parse(body.getBytes(StandardCharsets.UTF_8));
        } catch (JsonException e) {
            throw new IllegalArgumentException("a wake-up is a JSON object, found " + body, e);
        }
        if (!(json instanceof Json.Obj object && object.members().get("tenant") instanceof Json.Str(String tenant))) {
            throw new IllegalArgumentException("a wake-up names a tenant, found " + body);
        }
        OptionalLong size = object.members().get("size") instanceof Json.Num(long value)
                ? OptionalLong.of(value)
                : OptionalLong.empty();
        return new WakeMessage(tenant, size);
    }

    public String text() {
        Json.ObjBuilder object = Json.obj().put("tenant", tenant);
        size.ifPresent(value -> object.put("size", value));
        return Jcs.text(object.build());
    }
}
