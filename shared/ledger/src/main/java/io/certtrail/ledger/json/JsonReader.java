package io.certtrail.ledger.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.certtrail.ledger.json.JsonException.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON document (RFC 8259) strictly. Beside bad syntax it refuses what Jackson lets pass: duplicate members,
 * lone surrogates (escaped ones too), UTF-16 and UTF-32, a byte order mark, overlong and otherwise invalid UTF-8, text
 * after the document, minus zero, and every number that is not an integer of at most 2^53-1 in size. Thread-safe.
 */
public final class JsonReader {
    /** How many arrays and objects may be open at once, unless the caller says otherwise. */
    public static final int MAX_DEPTH = 32;

    private static final int MAX_INTEGER_CHARS = "-9007199254740991".length();

    /** The caller bounds the size of the input; names are neither cached nor interned, since strangers choose them. */
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final Pattern SOURCE = Pattern.compile("\\[Source: [^\\]]*; line: (\\d+), column: (\\d+)]");

    private final JsonParser parser;
    private final int maxDepth;

    private JsonReader(JsonParser parser, int maxDepth) {
        this.parser = parser;
        this.maxDepth = maxDepth;
    }

    /**
     * Reads a document that is at most {@value #MAX_DEPTH} deep.
     *
     * @throws JsonException if it is not a document as described above
     */
    public static Json parse(byte[] utf8) {
        return parse(utf8, MAX_DEPTH);
    }

    /**
     * Reads a document in which at most {@code maxDepth} objects and arrays are open at once.
     *
     * @throws JsonException if it is not a document as described above
     */
    public static Json parse(byte[] utf8, int maxDepth) {
        return parse(ByteBuffer.wrap(utf8), maxDepth);
    }

    /**
     * Reads a document in which at most {@code maxDepth} objects and arrays are open at once.
     *
     * @param utf8 from its position to its limit
     * @throws JsonException if it is not a document as described above
     */
    public static Json parse(ByteBuffer utf8, int maxDepth) {
        CharBuffer text = decode(utf8);
        try (JsonParser parser =
                FACTORY.createParser(text.array(), text.arrayOffset() + text.position(), text.remaining())) {
            return new JsonReader(parser, maxDepth).document();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    private static CharBuffer decode(ByteBuffer utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(utf8);
        } catch (CharacterCodingException e) {
            throw new JsonException(Code.INVALID_UTF8, "", "the document is not valid UTF-8: " + e.getMessage());
        }
    }

    private Json document() throws IOException {
        try {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new JsonException(Code.SYNTAX, "", "the document is empty");
            }
            Json json = value(first, 0);
            refuseTrailingText();
            return json;
        } catch (JsonProcessingException e) {
            throw failure(Code.SYNTAX, withoutSource(e.getOriginalMessage()) + place(e.getLocation()));
        }
    }

    /** Jackson names a place as {@code [Source: REDACTED (…); line: 1, column: 2]}; a caller needs the place alone. */
    private static String withoutSource(String message) {
        return SOURCE.matcher(message).replaceAll("line $1, column $2");
    }

    private void refuseTrailingText() throws IOException {
        try {
            if (parser.nextToken() == null) {
                return;
            }
        } catch (JsonProcessingException e) {
            // Not even a token: still text after the document.
        }
        throw new JsonException(Code.TRAILING_TEXT, "", "there is text after the document");
    }

    private Json value(JsonToken token, int depth) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(depth + 1);
            case START_ARRAY -> array(depth + 1);
            case VALUE_STRING -> string();
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT ->
                throw failure(Code.NUMBER_NOT_INTEGER, "a number is an integer without fraction or exponent");
            case VALUE_TRUE -> Json.Bool.TRUE;
            case VALUE_FALSE -> Json.Bool.FALSE;
            case VALUE_NULL -> Json.NULL;
            default -> throw failure(Code.SYNTAX, "unexpected " + token);
        };
    }

    private Json object(int depth) throws IOException {
        refuseDeeperThan(depth);
        LinkedHashMap<String, Json> members = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (Surrogates.firstLone(name) >= 0) {
                throw loneSurrogate();
            }
            if (members.containsKey(name)) {
                throw failure(Code.DUPLICATE_MEMBER, "the object has this member twice");
            }
            members.put(name, value(parser.nextToken(), depth));
        }
        return new Json.Obj(MemberMap.owning(members));
    }

    private Json array(int depth) throws IOException {
        refuseDeeperThan(depth);
        List<Json> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token, depth));
        }
        return new Json.Arr(items);
    }

    private void refuseDeeperThan(int depth) {
        if (depth > maxDepth) {
            throw failure(Code.TOO_DEEP, "arrays and objects are nested more than " + maxDepth + " deep");
        }
    }

    private Json string() throws IOException {
        try {
            return new Json.Str(parser.getText());
        } catch (IllegalArgumentException e) {
            throw loneSurrogate();
        }
    }

    private JsonException loneSurrogate() {
        return failure(Code.LONE_SURROGATE, "a string holds half of a surrogate pair");
    }

    private Json integer() throws IOException {
        int length = parser.getTextLength();
        if (length > MAX_INTEGER_CHARS) {
            throw failure(Code.NUMBER_OUT_OF_RANGE, "a number is at most 2^53-1 in size, this one has more digits");
        }
        String text = parser.getText();
        long value = Long.parseLong(text);
        if (value == 0 && text.charAt(0) == '-') {
            throw failure(Code.NUMBER_NOT_INTEGER, "minus zero is not an integer");
        }
        if (Math.abs(value) > Json.MAX_INTEGER) {
            throw failure(Code.NUMBER_OUT_OF_RANGE, "a number is at most 2^53-1 in size, found " + text);
        }
        return new Json.Num(value);
    }

    private static String place(@Nullable JsonLocation at) {
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    private JsonException failure(Code code, String message) {
        return new JsonException(code, pointer(parser.getParsingContext()), message);
    }

    /** Where the parser is. An object or array that has just begun has no place inside itself yet. */
    private static String pointer(JsonStreamContext context) {
        JsonStreamContext parent = context.getParent();
        if (parent == null) {
            return "";
        }
        String above = pointer(parent);
        if (context.inObject()) {
            String name = context.getCurrentName();
            return name == null ? above : JsonPointers.member(above, name);
        }
        return context.hasCurrentIndex() ? JsonPointers.item(above, context.getCurrentIndex()) : above;
    }
}
