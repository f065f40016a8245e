package io.certtrail.aws.tenants;

import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.tenants.Tenants;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The tenants in the table {@code operations} ({@link TenantItem}). Read whole by the sweep (Query), singly by whoever
 * serves a tenant.
 */
public final class DynamoTenants implements Tenants {
    private final DynamoDbClient dynamo;
    private final String operations;

    public DynamoTenants(DynamoDbClient dynamo, String operations) {
        this.dynamo = dynamo;
        this.operations = operations;
    }

    @Override
    public Optional<Tenant> find(String name) {
        Map<String, AttributeValue> item = dynamo.getItem(request ->
                        request.tableName(operations).key(TenantItem.key(name)).consistentRead(true))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(TenantItem.read(item));
    }

    @Override
    public List<Tenant> all() {
        return dynamo
                .queryPaginator(request -> request.tableName(operations)
                        .keyConditionExpression("pk = :tenants")
                        .expressionAttributeValues(Map.of(":tenants", TenantItem.PARTITION))
                        .consistentRead(true))
                .items()
                .stream()
                .map(TenantItem::read)
                .toList();
    }
}
