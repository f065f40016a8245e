package io.certtrail.aws.searches;

import io.certtrail.aws.tables.Tables;
import io.certtrail.domain.searches.SavedSearches;
import io.certtrail.testkit.dynamo.EmbeddedDynamo;
import io.certtrail.testkit.searches.SavedSearchesContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class DynamoSavedSearchesTest extends SavedSearchesContract {
    private final EmbeddedDynamo dynamo = new EmbeddedDynamo();
    private final SavedSearches searches = new DynamoSavedSearches(dynamo.client(), "operations");

    @BeforeEach
    void createTable() {
        dynamo.createTable("operations", Tables.OPERATIONS.hashKey(), Tables.OPERATIONS.rangeKey(), false);
    }

    @AfterEach
    void close() {
        dynamo.close();
    }

    @Override
    protected SavedSearches searches() {
        return searches;
    }
}
