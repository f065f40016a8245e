package io.certtrail.aws.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;

/**
 * The answer of a function that reports which of a batch's items failed ({@code ReportBatchItemFailures}): message ids
 * of a queue, sequence numbers of a stream. No failures means that the whole batch is done.
 */
public final class BatchAnswer {
    private static final JsonFactory JSON = new JsonFactory();

    private BatchAnswer() {}

    /** Writes {@code {"batchItemFailures":[{"itemIdentifier":…},…]}}. Does not close {@code out}. */
    public static void write(OutputStream out, Collection<String> failures) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeArrayFieldStart("batchItemFailures");
            for (String failure : failures) {
                json.writeStartObject();
                json.writeStringField("itemIdentifier", failure);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
