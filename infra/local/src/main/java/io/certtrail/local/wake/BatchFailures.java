package io.certtrail.local.wake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads which items of a batch a function reports as failed (Lambda, "ReportBatchItemFailures"). An empty answer, null,
 * or an object without failures means that the whole batch is done; what can't be read, or names no item, means that
 * none of it is.
 */
final class BatchFailures {
    private static final JsonFactory JSON = new JsonFactory();

    private BatchFailures() {}

    /** The ids of the failed items; empty if the answer counts as the failure of all of them. */
    static Optional<Set<String>> read(byte[] answer) {
        Set<String> failed = new HashSet<>();
        try (JsonParser parser = JSON.createParser(answer)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.of(failed);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean failures = parser.currentName().equals("batchItemFailures");
                if (parser.nextToken() == JsonToken.START_ARRAY && failures) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        failed.add(identifier(parser));
                    }
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return failed.contains("") ? Optional.empty() : Optional.of(failed);
    }

    private static String identifier(JsonParser parser) throws IOException {
        String identifier = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = parser.currentName().equals("itemIdentifier");
            parser.nextToken();
            if (wanted) {
                identifier = parser.getValueAsString("");
            } else {
                parser.skipChildren();
            }
        }
        return identifier;
    }
}
