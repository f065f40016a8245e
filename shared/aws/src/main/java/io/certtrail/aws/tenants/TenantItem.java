package io.certtrail.aws.tenants;

import static io.certtrail.aws.tables.Tables.PK;
import static io.certtrail.aws.tables.Tables.SK;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.ledger.checkpoint.Origin;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A tenant in the table {@code operations}: one partition, {@code pk} = {@code TENANT}, {@code sk} = the tenant's name;
 * {@code logName}, {@code incarnation}.
 */
final class TenantItem {
    static final AttributeValue PARTITION = Attributes.of("TENANT");
    static final String LOG_NAME = "logName";
    static final String INCARNATION = "incarnation";

    private TenantItem() {}

    static Map<String, AttributeValue> key(String name) {
        return Map.of(PK, PARTITION, SK, Attributes.of(name));
    }

    static Map<String, AttributeValue> of(Tenant tenant) {
        return Map.of(
                PK,
                PARTITION,
                SK,
                Attributes.of(tenant.name()),
                LOG_NAME,
                Attributes.of(tenant.origin().logName()),
                INCARNATION,
                Attributes.of(tenant.origin().incarnation()));
    }

    static Tenant read(Map<String, AttributeValue> item) {
        return Tenant.of(new Origin(
                Attributes.text(item, LOG_NAME),
                Attributes.text(item, SK),
                Math.toIntExact(Attributes.number(item, INCARNATION))));
    }
}
