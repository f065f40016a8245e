package io.certtrail.cli.cloudtrail;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.certtrail.ledger.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes what the ledger can hold of any JSON: a number that is no integer of at most 2^53-1 becomes the string of its
 * text, half a surrogate pair becomes U+FFFD. Everything else stays as it is.
 */
final class TolerantJson {

    private static final int LONGEST_INTEGER = "-9007199254740991".length();
    private static final char REPLACEMENT = '\uFFFD';

    private TolerantJson() {}

    /** Reads the value whose first token the parser is at, to its last. */
    static Json read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new Json.Str(whole(parser.getText()));
            case VALUE_NUMBER_INT -> integer(parser.getText());
            case VALUE_NUMBER_FLOAT -> new Json.Str(parser.getText());
            case VALUE_TRUE -> Json.Bool.TRUE;
            case VALUE_FALSE -> Json.Bool.FALSE;
            case VALUE_NULL -> Json.NULL;
            default -> throw new IllegalStateException("no value starts with " + parser.currentToken());
        };
    }

    private static Json object(JsonParser parser) throws IOException {
        Map<String, Json> members = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            members.put(whole(name), read(parser));
        }
        return new Json.Obj(members);
    }

    private static Json array(JsonParser parser) throws IOException {
        List<Json> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(read(parser));
        }
        return new Json.Arr(items);
    }

    private static Json integer(String text) {
        if (text.length() <= LONGEST_INTEGER && !text.equals("-0")) {
            long value = Long.parseLong(text);
            if (Math.abs(value) <= Json.MAX_INTEGER) {
                return new Json.Num(value);
            }
        }
        return new Json.Str(text);
    }

    /** The text with U+FFFD in place of each half of a surrogate pair that stands alone. */
    private static String whole(String text) {
        if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            return text;
        }
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c)
                .forEach(whole::appendCodePoint);
        return whole.toString();
    }
}
