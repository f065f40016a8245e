package io.certtrail.bench.contenders;

import io.certtrail.aws.config.Environment;
import io.certtrail.aws.tables.TableDefinition;
import io.certtrail.bench.dynamo.Meter;
import io.certtrail.bench.dynamo.MeteredDynamo;
import io.certtrail.bench.dynamo.Written;
import io.certtrail.local.dynamo.TableMaker;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A DynamoDB to write to.
 *
 * @param name for the table
 * @param plain its client, with nothing between: for making tables and for verifying
 * @param between what stands between a contender and the service
 */
public record DynamoPlace(String name, Storage storage, DynamoDbClient plain, UnaryOperator<DynamoDbClient> between) {
    private static final AtomicInteger MADE = new AtomicInteger();

    /** The client that a contender uses. */
    DynamoDbClient client(Meter meter) {
        return new MeteredDynamo(between.apply(plain), meter);
    }

    /** Empty tables of a run; dropped when it is closed. */
    Fresh tables(List<TableDefinition> definitions) {
        String suffix = "-" + MADE.incrementAndGet();
        Map<String, String> names = new HashMap<>();
        definitions.forEach(table -> names.put(
                table.variable(), table.variable().toLowerCase(Locale.ROOT).replace("_table", suffix)));
        Environment environment = new Environment(names);
        new TableMaker(plain, environment).make(definitions);
        return new Fresh(plain, environment, List.copyOf(names.values()));
    }

    record Fresh(DynamoDbClient plain, Environment names, List<String> tables) implements AutoCloseable {
        /** Of everything that stands in the tables, as the service counts it. */
        long bytes() {
            return tables.stream()
                    .flatMap(table -> plain.scanPaginator(scan -> scan.tableName(table)).items().stream())
                    .mapToLong(Written::bytes)
                    .sum();
        }

        @Override
        public void close() {
            tables.forEach(table -> plain.deleteTable(delete -> delete.tableName(table)));
        }
    }
}
