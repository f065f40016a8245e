package io.certtrail.local.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What goes back to the caller.
 *
 * @param headers names in lower case; a cookie each is a {@code set-cookie} of its own
 * @param body its bytes, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
record GatewayAnswer(int status, Map<String, List<String>> headers, byte[] body) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LOWEST_STATUS = 100;
    private static final int HIGHEST_STATUS = 599;

    /** An answer of the gateway itself. */
    static GatewayAnswer of(int status, String message) {
        return json(status, "{\"message\":\"%s\"}".formatted(message).getBytes(StandardCharsets.UTF_8));
    }

    /** What a gateway answers for a function that failed, or whose answer it can't make out. */
    static GatewayAnswer functionFailed() {
        return of(500, "Internal Server Error");
    }

    /** What a gateway answers when it has waited as long as it waits, or the function may not run now. */
    static GatewayAnswer unavailable() {
        return of(503, "Service Unavailable");
    }

    /**
     * Reads a function's answer of payload format 2.0. What has no {@code statusCode} is the JSON body of a 200, as the
     * gateway has it.
     *
     * @throws IOException if it is not such an answer
     */
    static GatewayAnswer read(byte[] payload) throws IOException {
        Draft draft = new Draft();
        try (JsonParser parser = JSON.createParser(payload)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return json(200, payload);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                draft.member(parser.currentName(), parser);
            }
        }
        if (draft.status == 0) {
            return json(200, payload);
        }
        if (draft.status < LOWEST_STATUS || draft.status > HIGHEST_STATUS) {
            throw new IOException("the status " + draft.status + " is none of HTTP's");
        }
        return new GatewayAnswer(draft.status, draft.headers, draft.bytes());
    }

    private static GatewayAnswer json(int status, byte[] body) {
        return new GatewayAnswer(status, Map.of("content-type", List.of("application/json")), body);
    }

    private static final class Draft {
        private final Map<String, List<String>> headers = new LinkedHashMap<>();
        private int status;
        private String body = "";
        private boolean base64;

        void member(String name, JsonParser parser) throws IOException {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "statusCode" -> status = parser.getValueAsInt();
                case "headers" -> headers(parser);
                case "cookies" -> cookies(parser);
                case "body" -> body = value == JsonToken.VALUE_NULL ? "" : parser.getText();
                case "isBase64Encoded" -> base64 = parser.getValueAsBoolean();
                default -> parser.skipChildren();
            }
        }

        private void headers(JsonParser parser) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                add(name, parser.getValueAsString(""));
            }
        }

        private void cookies(JsonParser parser) throws IOException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                parser.skipChildren();
                return;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                add("set-cookie", parser.getText());
            }
        }

        private void add(String header, String value) {
            headers.computeIfAbsent(header.toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(value);
        }

        byte[] bytes() throws IOException {
            if (!base64) {
                return body.getBytes(StandardCharsets.UTF_8);
            }
            try {
                return Base64.getDecoder().decode(body);
            } catch (IllegalArgumentException e) {
                throw new IOException("the body is said to be base64 and is not", e);
            }
        }
    }
}
