package io.certtrail.aws.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the event of an HTTP API (payload format version 2.0). What it does not know it skips. The body is whatever the
 * caller sent, so nothing is said here about whether it is good.
 */
public final class HttpRequestReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int NOT_UTF8 = 0xFF;

    private final Map<String, String> headers = new HashMap<>();
    private final List<String> cookies = new ArrayList<>();
    private String version = "";
    private String rawPath = "/";
    private String rawQueryString = "";
    private String body = "";
    private boolean base64;
    private String method = "";
    private String sourceIp = "";
    private String requestId = "";
    private long timeEpoch;
    private Optional<Map<String, String>> authorizer = Optional.empty();

    private HttpRequestReader() {}

    /**
     * Reads one event to its end.
     *
     * @throws IOException if it is not an event of that kind
     */
    public static HttpRequest read(InputStream in) throws IOException {
        HttpRequestReader reader = new HttpRequestReader();
        try (JsonParser parser = JSON.createParser(in)) {
            reader.event(parser);
        }
        if (!reader.version.equals("2.0") || reader.method.isEmpty()) {
            throw new IOException(
                    "expected an HTTP API event of payload format 2.0, found version \"%s\", method \"%s\""
                            .formatted(reader.version, reader.method));
        }
        return new HttpRequest(
                reader.method,
                reader.rawPath,
                reader.rawQueryString,
                reader.headers,
                reader.cookies,
                reader.bodyBytes(),
                new HttpRequest.Context(
                        reader.requestId, reader.sourceIp, Instant.ofEpochMilli(reader.timeEpoch), reader.authorizer));
    }

    private void event(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("expected an object, found " + parser.currentToken());
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "version" -> version = text(parser);
                case "rawPath" -> rawPath = text(parser);
                case "rawQueryString" -> rawQueryString = text(parser);
                case "headers" -> headers(parser);
                case "cookies" -> cookies(parser);
                case "body" -> body = text(parser);
                case "isBase64Encoded" -> base64 = parser.currentToken() == JsonToken.VALUE_TRUE;
                case "requestContext" -> context(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void headers(JsonParser parser) throws IOException {
        if (!atObject(parser)) {
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName().toLowerCase(Locale.ROOT);
            parser.nextToken();
            headers.merge(name, text(parser), (first, second) -> first + "," + second);
        }
    }

    private void cookies(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            cookies.add(text(parser));
        }
    }

    private void context(JsonParser parser) throws IOException {
        if (!atObject(parser)) {
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "requestId" -> requestId = text(parser);
                case "timeEpoch" -> timeEpoch = value == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : 0;
                case "http" -> http(parser);
                case "authorizer" -> authorizer(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void http(JsonParser parser) throws IOException {
        if (!atObject(parser)) {
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "method" -> method = text(parser).toUpperCase(Locale.ROOT);
                case "sourceIp" -> sourceIp = text(parser);
                default -> parser.skipChildren();
            }
        }
    }

    /** {@code lambda} is the context of a Lambda authorizer; values that are not texts are none of ours. */
    private void authorizer(JsonParser parser) throws IOException {
        if (!atObject(parser)) {
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("lambda") && parser.currentToken() == JsonToken.START_OBJECT) {
                authorizer = Optional.of(texts(parser));
            } else {
                parser.skipChildren();
            }
        }
    }

    private static Map<String, String> texts(JsonParser parser) throws IOException {
        Map<String, String> texts = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                texts.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return Map.copyOf(texts);
    }

    private static boolean atObject(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return true;
        }
        parser.skipChildren();
        return false;
    }

    private static String text(JsonParser parser) throws IOException {
        String text = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
        parser.skipChildren();
        return text;
    }

    private byte[] bodyBytes() throws IOException {
        if (!base64) {
            return utf8(body);
        }
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new IOException("the body is said to be base64 and is not", e);
        }
    }

    /** A lone surrogate becomes a byte that is not UTF-8, so that no reader takes the text for a good one. */
    private static byte[] utf8(String text) {
        if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        text.codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                bytes.write(NOT_UTF8);
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }
}
