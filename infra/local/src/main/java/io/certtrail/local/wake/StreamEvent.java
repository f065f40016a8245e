package io.certtrail.local.wake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.certtrail.local.function.Arns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Records of a stream as Lambda hands them to a function (Lambda, "Using Lambda with Amazon DynamoDB"). */
final class StreamEvent {
    private static final JsonFactory JSON = new JsonFactory();
    private static final double MILLIS = 1000.0;

    private StreamEvent() {}

    static byte[] of(String streamArn, List<Record> records) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("Records");
            for (Record record : records) {
                write(json, streamArn, record);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("nothing fails in memory", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, String streamArn, Record record) throws IOException {
        json.writeStartObject();
        json.writeStringField("eventID", record.eventID());
        json.writeStringField("eventName", record.eventNameAsString());
        json.writeStringField("eventVersion", record.eventVersion());
        json.writeStringField("eventSource", "aws:dynamodb");
        json.writeStringField("awsRegion", Arns.REGION);
        if (record.userIdentity() != null) {
            json.writeObjectFieldStart("userIdentity");
            json.writeStringField("type", record.userIdentity().type());
            json.writeStringField("principalId", record.userIdentity().principalId());
            json.writeEndObject();
        }
        json.writeObjectFieldStart("dynamodb");
        json.writeNumberField(
                "ApproximateCreationDateTime",
                record.dynamodb().approximateCreationDateTime().toEpochMilli() / MILLIS);
        json.writeObjectFieldStart("Keys");
        for (Map.Entry<String, AttributeValue> key : record.dynamodb().keys().entrySet()) {
            json.writeObjectFieldStart(key.getKey());
            json.writeStringField("S", key.getValue().s());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeStringField("SequenceNumber", record.dynamodb().sequenceNumber());
        json.writeNumberField("SizeBytes", record.dynamodb().sizeBytes());
        json.writeStringField("StreamViewType", record.dynamodb().streamViewTypeAsString());
        json.writeEndObject();
        json.writeStringField("eventSourceARN", streamArn);
        json.writeEndObject();
    }
}
