package io.certtrail.functions.api.routing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.certtrail.aws.lambda.HttpResponse;
import io.certtrail.ledger.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes JSON in the order in which its members were put: for people, where the canonical form is not asked for. */
public final class JsonText {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {}

    /** UTF-8. */
    public static byte[] bytes(Json value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            write(value, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** An answer of this value. */
    public static HttpResponse response(int status, Json value) {
        return HttpResponse.of(status, Answer.JSON, bytes(value));
    }

    private static void write(Json value, JsonGenerator json) throws IOException {
        switch (value) {
            case Json.Obj object -> {
                json.writeStartObject();
                for (Map.Entry<String, Json> member : object.members().entrySet()) {
                    json.writeFieldName(member.getKey());
                    write(member.getValue(), json);
                }
                json.writeEndObject();
            }
            case Json.Arr array -> {
                json.writeStartArray();
                for (Json item : array.items()) {
                    write(item, json);
                }
                json.writeEndArray();
            }
            case Json.Str text -> json.writeString(text.value());
            case Json.Num number -> json.writeNumber(number.value());
            case Json.Bool bool -> json.writeBoolean(bool.value());
            case Json.Null _ -> json.writeNull();
        }
    }
}
