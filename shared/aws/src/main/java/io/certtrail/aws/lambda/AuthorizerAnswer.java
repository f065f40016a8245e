package io.certtrail.aws.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * The answer of an HTTP API's authorizer ("Control access to HTTP APIs with AWS Lambda authorizers", simple response of
 * payload format 2.0).
 */
public final class AuthorizerAnswer {
    private static final JsonFactory JSON = new JsonFactory();

    private AuthorizerAnswer() {}

    /** Writes {@code {"isAuthorized":true,"context":{…}}}. Does not close {@code out}. */
    public static void write(OutputStream out, Map<String, String> context) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeBooleanField("isAuthorized", true);
            json.writeObjectFieldStart("context");
            for (Map.Entry<String, String> text : context.entrySet()) {
                json.writeStringField(text.getKey(), text.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
    }
}
