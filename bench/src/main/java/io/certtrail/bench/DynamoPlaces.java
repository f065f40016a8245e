package io.certtrail.bench;

import io.certtrail.bench.contenders.DynamoPlace;
import io.certtrail.bench.contenders.Storage;
import io.certtrail.bench.dynamo.ModelledDynamo;
import io.certtrail.local.dynamo.CommittedDynamo;
import io.certtrail.local.dynamo.DynamoServer;
import io.certtrail.local.dynamo.EmbeddedDynamo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The DynamoDBs that the contenders meet: each kind once, opened when it is first asked for. */
final class DynamoPlaces implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 256;

    private final Deque<Runnable> open = new ArrayDeque<>();
    private final SdkHttpClient http =
            ApacheHttpClient.builder().maxConnections(MAX_CONNECTIONS).build();

    DynamoPlace httpInMemory() throws IOException {
        DynamoServer server = add(DynamoServer.inMemory());
        return new DynamoPlace("HTTP", Storage.MEMORY, client(server), UnaryOperator.identity());
    }

    DynamoPlace httpOnFile(Path folder) throws IOException {
        DynamoServer server = add(DynamoServer.onFile(folder));
        return new DynamoPlace("HTTP", Storage.FILE, client(server), CommittedDynamo::new);
    }

    DynamoPlace embeddedInMemory() {
        return new DynamoPlace(
                "in process", Storage.MEMORY, add(EmbeddedDynamo.inMemory()).client(), UnaryOperator.identity());
    }

    DynamoPlace embeddedOnFile(Path folder) {
        return new DynamoPlace(
                "in process", Storage.FILE, add(EmbeddedDynamo.onFile(folder)).client(), UnaryOperator.identity());
    }

    /** Keys' limits are a run's: a contender makes its own model. */
    DynamoPlace modelled() {
        return new DynamoPlace(
                "modelled", Storage.MODEL, add(EmbeddedDynamo.inMemory()).client(), ModelledDynamo::new);
    }

    private DynamoDbClient client(DynamoServer server) {
        DynamoDbClient client = DynamoDbClient.builder()
                .httpClient(http)
                .region(Region.US_EAST_1)
                .endpointOverride(server.url())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("bench", "bench")))
                .build();
        open.push(client::close);
        return client;
    }

    private DynamoServer add(DynamoServer server) {
        open.push(server::close);
        return server;
    }

    private EmbeddedDynamo add(EmbeddedDynamo dynamo) {
        open.push(dynamo::close);
        return dynamo;
    }

    @Override
    public void close() {
        open.forEach(Runnable::run);
        http.close();
    }
}
