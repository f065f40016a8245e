package io.certtrail.aws.exports;

import static io.certtrail.aws.tables.Tables.PK;
import static io.certtrail.aws.tables.Tables.SK;

import io.certtrail.aws.dynamo.Attributes;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of exports in the table {@code operations}.
 *
 * <ul>
 *   <li>An export: {@code pk} = {@code EXPORT#<tenant>}, {@code sk} = its id, a UUID of version 7, so that they stand in
 *       the order in which they were asked for; its attributes are those of {@link ExportItem}. Read singly by key, and
 *       newest first by Query.
 *   <li>A mark for each that is not finished: {@code pk} = {@code EXPORT-UNFINISHED#<tenant>}, {@code sk} = its id, no
 *       attributes. Put and deleted in the transactions that create and finish the export; read by the sweep (Query).
 * </ul>
 */
final class ExportsTable {
    private ExportsTable() {}

    static AttributeValue exports(String tenant) {
        return Attributes.of("EXPORT#" + tenant);
    }

    static AttributeValue unfinished(String tenant) {
        return Attributes.of("EXPORT-UNFINISHED#" + tenant);
    }

    static Map<String, AttributeValue> exportKey(String tenant, UUID id) {
        return Map.of(PK, exports(tenant), SK, Attributes.of(id.toString()));
    }

    static Map<String, AttributeValue> unfinishedKey(String tenant, UUID id) {
        return Map.of(PK, unfinished(tenant), SK, Attributes.of(id.toString()));
    }
}
