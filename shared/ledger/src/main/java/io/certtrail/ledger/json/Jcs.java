package io.certtrail.ledger.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The canonical form of RFC 8785 (JCS): no white space, members in the order of their UTF-16 code units (§3.2.3),
 * strings with the shortest escapes (§3.2.2.2), UTF-8.
 */
public final class Jcs {
    private Jcs() {}

    public static byte[] bytes(Json value) {
        Utf8Sink sink = new Utf8Sink(64);
        write(value, sink);
        return sink.toBytes();
    }

    public static String text(Json value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    /** How many bytes {@link #bytes} has; cheaper than making them. */
    public static long length(Json value) {
        return switch (value) {
            case Json.Obj obj -> objectLength(obj);
            case Json.Arr arr -> arrayLength(arr);
            case Json.Str str -> length(str.value());
            case Json.Num num -> Long.toString(num.value()).length();
            case Json.Bool bool -> bool.value() ? 4 : 5;
            case Json.Null none -> 4;
        };
    }

    private static long objectLength(Json.Obj obj) {
        long length = 2L + Math.max(0, obj.members().size() - 1);
        for (Map.Entry<String, Json> member : obj.members().entrySet()) {
            length += length(member.getKey()) + 1 + length(member.getValue());
        }
        return length;
    }

    /** How many bytes {@link #strings} appends. */
    public static long stringsLength(@Nullable String... namesAndValues) {
        long length = 1; // two braces and, but for the first member, a comma before each
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String name = namesAndValues[i];
            String value = namesAndValues[i + 1];
            if (name != null && value != null) {
                length += length(name) + 1 + length(value) + 1;
            }
        }
        return Math.max(2, length);
    }

    private static long arrayLength(Json.Arr arr) {
        long length = 2L + Math.max(0, arr.items().size() - 1);
        for (Json item : arr.items()) {
            length += length(item);
        }
        return length;
    }

    /** How many bytes a string has in its canonical form, quotes included. */
    public static long length(String value) {
        long length = 2L + value.length();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                length += c < 0x800 || Character.isSurrogate(c) ? 1 : 2; // each half of a pair counts two of four
            } else if (c < 0x20) {
                length += isShortEscape(c) ? 1 : 5;
            } else if (c == '"' || c == '\\') {
                length++;
            }
        }
        return length;
    }

    private static boolean isShortEscape(char c) {
        return c == '\b' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
    }

    /** Appends the canonical form to {@code sink}; for callers that write many values into one buffer. */
    public static void write(Json value, Utf8Sink sink) {
        switch (value) {
            case Json.Obj obj -> object(obj, sink);
            case Json.Arr arr -> array(arr, sink);
            case Json.Str str -> string(str.value(), sink);
            case Json.Num num -> sink.ascii(Long.toString(num.value()));
            case Json.Bool bool -> sink.ascii(bool.value() ? "true" : "false");
            case Json.Null none -> sink.ascii("null");
        }
    }

    private static void object(Json.Obj obj, Utf8Sink sink) {
        String[] names = obj.members().keySet().toArray(String[]::new);
        Arrays.sort(names); // String's natural order is by UTF-16 code unit
        sink.ascii('{');
        for (int i = 0; i < names.length; i++) {
            if (i > 0) {
                sink.ascii(',');
            }
            string(names[i], sink);
            sink.ascii(':');
            write(obj.member(names[i]), sink);
        }
        sink.ascii('}');
    }

    /**
     * Appends an object of strings without making it.
     *
     * @param namesAndValues by turns; the names in the order of their code units, the members of null left out
     */
    public static void strings(Utf8Sink sink, @Nullable String... namesAndValues) {
        sink.ascii('{');
        boolean first = true;
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String name = namesAndValues[i];
            String value = namesAndValues[i + 1];
            if (name != null && value != null) {
                if (!first) {
                    sink.ascii(',');
                }
                first = false;
                string(name, sink);
                sink.ascii(':');
                string(value, sink);
            }
        }
        sink.ascii('}');
    }

    private static void array(Json.Arr arr, Utf8Sink sink) {
        sink.ascii('[');
        boolean first = true;
        for (Json item : arr.items()) {
            if (!first) {
                sink.ascii(',');
            }
            first = false;
            write(item, sink);
        }
        sink.ascii(']');
    }

    /**
     * Appends a string in its canonical form, quotes included.
     *
     * @throws IllegalArgumentException if it holds a lone surrogate
     */
    public static void string(String value, Utf8Sink sink) {
        sink.ascii('"');
        int at = 0;
        while (at < value.length()) {
            int plainEnd = at;
            while (plainEnd < value.length() && isPlain(value.charAt(plainEnd))) {
                plainEnd++;
            }
            sink.ascii(value, at, plainEnd);
            at = plainEnd == value.length() ? plainEnd : special(value, plainEnd, sink);
        }
        sink.ascii('"');
    }

    /** ASCII that stands for itself. */
    private static boolean isPlain(char c) {
        return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
    }

    /** Appends the character at {@code at}, which is not plain; gives where the next one is. */
    private static int special(String value, int at, Utf8Sink sink) {
        char c = value.charAt(at);
        if (c >= 0x80) {
            int codePoint = value.codePointAt(at);
            sink.codePoint(codePoint);
            return at + Character.charCount(codePoint);
        }
        escape(c, sink);
        return at + 1;
    }

    private static void escape(char c, Utf8Sink sink) {
        switch (c) {
            case '"' -> sink.ascii("\\\"");
            case '\\' -> sink.ascii("\\\\");
            case '\b' -> sink.ascii("\\b");
            case '\t' -> sink.ascii("\\t");
            case '\n' -> sink.ascii("\\n");
            case '\f' -> sink.ascii("\\f");
            case '\r' -> sink.ascii("\\r");
            default -> {
                sink.ascii("\\u00");
                sink.ascii(Character.forDigit(c >> 4, 16));
                sink.ascii(Character.forDigit(c & 0xF, 16));
            }
        }
    }
}
