package io.certtrail.local.dynamo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/**
 * DynamoDB Local in this process. On a file it promises: what it has answered survives {@code kill -9} of the process,
 * and, as far as SQLite's write-ahead log with an fsync a commit goes, a power cut. In memory it promises nothing.
 *
 * <p>Its licence allows development and testing only: it is in nothing that is shipped.
 */
public final class EmbeddedDynamo implements AutoCloseable {
    private static final String DATABASE = "dynamodb.db";

    /** It tells its maker that it was started, unless it is told not to (or DDB_LOCAL_TELEMETRY=0 is set). */
    private static final boolean WITHOUT_TELEMETRY = true;

    private final AmazonDynamoDBLocal local;
    private final DynamoDbClient client;

    private EmbeddedDynamo(AmazonDynamoDBLocal local, DynamoDbClient client) {
        this.local = local;
        this.client = client;
    }

    /** Opens the database of {@code folder}, or makes it. */
    public static EmbeddedDynamo onFile(Path folder) {
        Path file = folder.resolve(DATABASE);
        try {
            Files.createDirectories(folder);
            if (!Files.exists(file)) {
                SqliteFile.createEmpty(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the database " + file + " can't be made", e);
        }
        AmazonDynamoDBLocal local = DynamoDBEmbedded.create(file.toFile(), WITHOUT_TELEMETRY);
        return new EmbeddedDynamo(local, new CommittedDynamo(local.dynamoDbClient()));
    }

    /** An empty database that is gone when it is closed. */
    public static EmbeddedDynamo inMemory() {
        AmazonDynamoDBLocal local = DynamoDBEmbedded.create(WITHOUT_TELEMETRY);
        return new EmbeddedDynamo(local, local.dynamoDbClient());
    }

    /** Safe for use by many threads. */
    public DynamoDbClient client() {
        return client;
    }

    /** Safe for use by many threads. */
    public DynamoDbStreamsClient streams() {
        return local.dynamoDbStreamsClient();
    }

    @Override
    public void close() {
        local.shutdown();
    }
}
