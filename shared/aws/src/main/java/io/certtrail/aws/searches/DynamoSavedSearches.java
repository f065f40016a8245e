package io.certtrail.aws.searches;

import static io.certtrail.aws.tables.Tables.PK;
import static io.certtrail.aws.tables.Tables.SK;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.domain.searches.SavedSearch;
import io.certtrail.domain.searches.SavedSearches;
import io.certtrail.domain.searches.SearchOwner;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Saved searches in the table {@code operations}: {@code pk} = {@code SEARCHES#<tenant>#<actor>}, {@code sk} = the name;
 * {@code query}, {@code saved}.
 */
public final class DynamoSavedSearches implements SavedSearches {
    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoSavedSearches(DynamoDbClient dynamo, String operationsTable) {
        this.dynamo = dynamo;
        this.table = operationsTable;
    }

    @Override
    public List<SavedSearch> of(SearchOwner owner) {
        return dynamo
                .queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression(PK + " = :pk")
                        .expressionAttributeValues(Map.of(":pk", partition(owner))))
                .items()
                .stream()
                .map(item -> new SavedSearch(
                        owner,
                        Attributes.text(item, SK),
                        Attributes.text(item, "query"),
                        Attributes.time(item, "saved")))
                .toList();
    }

    @Override
    public void put(SavedSearch search) {
        dynamo.putItem(put -> put.tableName(table)
                .item(Map.of(
                        PK,
                        partition(search.owner()),
                        SK,
                        Attributes.of(search.name()),
                        "query",
                        Attributes.of(search.query()),
                        "saved",
                        Attributes.of(search.saved()))));
    }

    @Override
    public boolean delete(SearchOwner owner, String name) {
        return dynamo.deleteItem(delete -> delete.tableName(table)
                        .key(Map.of(PK, partition(owner), SK, Attributes.of(name)))
                        .returnValues(ReturnValue.ALL_OLD))
                .hasAttributes();
    }

    private static AttributeValue partition(SearchOwner owner) {
        return Attributes.of("SEARCHES#" + owner.tenant() + '#' + owner.actor());
    }
}
