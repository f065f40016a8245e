package io.certtrail.aws.dynamo;

import io.certtrail.aws.tables.TableDefinition;
import io.certtrail.aws.tables.Tables;
import io.certtrail.testkit.dynamo.EmbeddedDynamo;
import java.util.Locale;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** An embedded DynamoDB with the five tables, named {@code outbox}, {@code ledger}, {@code ids}, {@code heads}, {@code operations}. */
public final class FiveTables implements AutoCloseable {
    public static final String OUTBOX = "outbox";
    public static final String LEDGER = "ledger";
    public static final String IDS = "ids";
    public static final String HEADS = "heads";
    public static final String OPERATIONS = "operations";

    private final EmbeddedDynamo dynamo = new EmbeddedDynamo();

    public FiveTables() {
        for (TableDefinition table : Tables.ALL) {
            String name = table.variable().replace("_TABLE", "").toLowerCase(Locale.ROOT);
            dynamo.createTable(name, table.hashKey(), table.rangeKey(), table.stream());
        }
    }

    public DynamoDbClient client() {
        return dynamo.client();
    }

    @Override
    public void close() {
        dynamo.close();
    }
}
