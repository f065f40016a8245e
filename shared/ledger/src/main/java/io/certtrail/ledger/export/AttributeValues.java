package io.certtrail.ledger.export;

import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.json.Json;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the value of one attribute that stands alone. Anything else than such a value is an IllegalArgumentException. */
final class AttributeValues {
    private AttributeValues() {}

    static String text(@Nullable Json value) {
        if (value instanceof Json.Str(String text)) {
            return text;
        }
        throw new IllegalArgumentException("expected a string");
    }

    static Actor actor(Json value) {
        Json.Obj actor = object(value, 3);
        return new Actor(Actor.Type.parse(text(actor.get("type"))), text(actor.get("id")), text(actor.get("name")));
    }

    static Resource resource(Json value) {
        boolean named = value instanceof Json.Obj obj && obj.has("name");
        Json.Obj resource = object(value, named ? 3 : 2);
        return new Resource(
                text(resource.get("type")), text(resource.get("id")), named ? text(resource.get("name")) : null);
    }

    /** The values of an object of strings. */
    static Stream<String> members(Json value) {
        return value instanceof Json.Obj obj
                ? obj.members().values().stream().map(AttributeValues::text)
                : Stream.of(text(null));
    }

    private static Json.Obj object(Json value, int members) {
        if (value instanceof Json.Obj object && object.members().size() == members) {
            return object;
        }
        throw new IllegalArgumentException("expected an object of " + members + " members");
    }
}
