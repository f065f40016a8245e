package io.certtrail.aws.exports;

import static io.certtrail.aws.tables.Tables.PK;
import static io.certtrail.aws.tables.Tables.SK;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.domain.exports.Export;
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
 *   <li>What was asked for: {@code pk} = {@code EXPORT-ASKED#<tenant>}, {@code sk} = {@link
 *       io.certtrail.domain.exports.Asked#sameAs}, {@code id} = the export that answers it, {@code expires} = when nobody
 *       is given it any more. Put in the transaction that creates the export, in place of one that failed or is too old;
 *       read by key.
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

    static Map<String, AttributeValue> askedKey(Export export) {
        return Map.of(
                PK,
                Attributes.of("EXPORT-ASKED#" + export.tenant()),
                SK,
                Attributes.of(export.asked().sameAs()));
    }

    static Map<String, AttributeValue> unfinishedKey(String tenant, UUID id) {
        return Map.of(PK, unfinished(tenant), SK, Attributes.of(id.toString()));
    }
}
