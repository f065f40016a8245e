package io.certtrail.ledger.export;

import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the members of one object and stops at the first that is not as the format has it. */
final class Fields {
    private final Json.Obj object;
    private final String pointer;

    private Fields(Json.Obj object, String pointer) {
        this.object = object;
        this.pointer = pointer;
    }

    /** Of an object that has every one of some members, maybe one of others, and nothing else, in any order. */
    static Fields of(@Nullable Json value, String pointer, List<String> required, Set<String> optional) {
        if (!(value instanceof Json.Obj object)) {
            throw new FormatException(pointer, "an object", kind(value));
        }
        Fields fields = new Fields(object, pointer);
        for (String name : required) {
            fields.value(name);
        }
        for (String name : object.members().keySet()) {
            if (!required.contains(name) && !optional.contains(name)) {
                throw new FormatException(fields.at(name), "no such member", "one");
            }
        }
        return fields;
    }

    /** Of an object that has exactly these members, in this order. */
    static Fields inOrder(@Nullable Json value, String pointer, List<String> names) {
        Fields fields = of(value, pointer, names, Set.of());
        List<String> found = List.copyOf(fields.object.members().keySet());
        if (!found.equals(names)) {
            throw new FormatException(pointer, "members in the order " + names, found.toString());
        }
        return fields;
    }

    boolean has(String name) {
        return object.has(name);
    }

    Json value(String name) {
        Json value = object.get(name);
        if (value == null) {
            throw new FormatException(at(name), "a value", "none");
        }
        return value;
    }

    String text(String name) {
        return text(at(name), value(name));
    }

    /** A string in a form of its own, whose reader refuses others with an IllegalArgumentException. */
    <T> T text(String name, Function<String, T> read) {
        return read(at(name), text(name), read);
    }

    <T> @Nullable T optionalText(String name, Function<String, T> read) {
        return has(name) ? text(name, read) : null;
    }

    /** An integer from 0. */
    long count(String name) {
        if (value(name) instanceof Json.Num(long number) && number >= 0) {
            return number;
        }
        throw new FormatException(at(name), "an integer from 0", kind(value(name)));
    }

    boolean bool(String name) {
        if (value(name) instanceof Json.Bool(boolean bool)) {
            return bool;
        }
        throw new FormatException(at(name), "true or false", kind(value(name)));
    }

    Json.Obj object(String name) {
        if (value(name) instanceof Json.Obj obj) {
            return obj;
        }
        throw new FormatException(at(name), "an object", kind(value(name)));
    }

    /** A list of at most some items. */
    List<Json> list(String name, int most) {
        if (!(value(name) instanceof Json.Arr(List<Json> items))) {
            throw new FormatException(at(name), "an array", kind(value(name)));
        }
        if (items.size() > most) {
            throw new FormatException(at(name), "at most " + most + " items", Integer.toString(items.size()));
        }
        return items;
    }

    /** A list of strings, each in a form of its own. */
    <T> List<T> texts(String name, int most, Function<String, T> read) {
        List<T> values = new ArrayList<>();
        for (Json item : list(name, most)) {
            String itemAt = at(name) + "/" + values.size();
            values.add(read(itemAt, text(itemAt, item), read));
        }
        return values;
    }

    /** The JSON pointer of a member. */
    String at(String name) {
        return pointer + "/" + name;
    }

    private static String text(String at, Json value) {
        if (value instanceof Json.Str(String text)) {
            return text;
        }
        throw new FormatException(at, "a string", kind(value));
    }

    private static <T> T read(String at, String text, Function<String, T> read) {
        try {
            return read.apply(text);
        } catch (IllegalArgumentException e) {
            throw new FormatException(at, "a valid value", Excerpt.of(text) + " (" + e.getMessage() + ")");
        }
    }

    private static String kind(@Nullable Json value) {
        return value == null ? "nothing" : Members.kind(value);
    }
}
