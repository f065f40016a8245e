package io.certtrail.aws.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the answer to an HTTP API. A body goes as text when it is UTF-8 and no longer so than in base64, whose growth
 * by a third is the most that a body of any content grows: Lambda takes 6 MB ("Lambda quotas", response payload).
 */
public final class HttpResponseWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private HttpResponseWriter() {}

    /** Does not close {@code out}. */
    public static void write(OutputStream out, HttpResponse response) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeNumberField("statusCode", response.status());
            json.writeObjectFieldStart("headers");
            for (Map.Entry<String, String> header : response.headers().entrySet()) {
                json.writeStringField(header.getKey(), header.getValue());
            }
            json.writeEndObject();
            String text = asText(response.body());
            json.writeBooleanField("isBase64Encoded", text == null);
            json.writeStringField("body", text == null ? Base64.getEncoder().encodeToString(response.body()) : text);
            json.writeEndObject();
        }
    }

    /** The body as a text, or null if base64 serves it better. */
    private static @Nullable String asText(byte[] body) {
        int escapes = 0;
        for (byte b : body) {
            if (b == '"' || b == '\\' || b == '\n' || b == '\r' || b == '\t') {
                escapes++;
            } else if (b >= 0 && b < ' ') {
                escapes += 5;
            }
        }
        if (escapes > body.length / 3) {
            return null;
        }
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return text.toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
