package io.certtrail.aws.tenants;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.aws.tables.Tables;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.tenants.Tenants;
import io.certtrail.ledger.checkpoint.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The registry in the table {@code operations}: one partition, {@code pk} = {@code TENANT}, {@code sk} = the tenant's
 * name; {@code logName}, {@code incarnation}. Read whole by the sweep (Query), singly by whoever serves a tenant.
 */
public final class DynamoTenants implements Tenants {
    private static final AttributeValue PARTITION = Attributes.of("TENANT");

    private final DynamoDbClient dynamo;
    private final String operations;

    public DynamoTenants(DynamoDbClient dynamo, String operations) {
        this.dynamo = dynamo;
        this.operations = operations;
    }

    @Override
    public Optional<Tenant> find(String name) {
        Map<String, AttributeValue> item = dynamo.getItem(request -> request.tableName(operations)
                        .key(Map.of(Tables.PK, PARTITION, Tables.SK, Attributes.of(name)))
                        .consistentRead(true))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(tenant(item));
    }

    @Override
    public List<Tenant> all() {
        return dynamo
                .queryPaginator(request -> request.tableName(operations)
                        .keyConditionExpression("pk = :tenants")
                        .expressionAttributeValues(Map.of(":tenants", PARTITION))
                        .consistentRead(true))
                .items()
                .stream()
                .map(DynamoTenants::tenant)
                .toList();
    }

    @Override
    public void register(Tenant tenant) {
        Origin origin = tenant.origin();
        try {
            dynamo.putItem(request -> request.tableName(operations)
                    .item(Map.of(
                            Tables.PK,
                            PARTITION,
                            Tables.SK,
                            Attributes.of(tenant.name()),
                            "logName",
                            Attributes.of(origin.logName()),
                            "incarnation",
                            Attributes.of(origin.incarnation())))
                    .conditionExpression("attribute_not_exists(pk) OR (logName = :log AND incarnation <= :incarnation)")
                    .expressionAttributeValues(Map.of(
                            ":log", Attributes.of(origin.logName()),
                            ":incarnation", Attributes.of(origin.incarnation()))));
        } catch (ConditionalCheckFailedException e) {
            throw new IllegalStateException(
                    "tenant %s can't write to %s: it is registered with %s"
                            .formatted(
                                    tenant.name(),
                                    origin.text(),
                                    find(tenant.name())
                                            .map(found -> found.origin().text())
                                            .orElse("nothing")),
                    e);
        }
    }

    private static Tenant tenant(Map<String, AttributeValue> item) {
        return Tenant.of(new Origin(
                Attributes.text(item, "logName"),
                Attributes.text(item, Tables.SK),
                Math.toIntExact(Attributes.number(item, "incarnation"))));
    }
}
