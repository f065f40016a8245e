package io.certtrail.bench.cloud;

import io.certtrail.aws.config.Environment;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Head;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.SignedNote;
import io.certtrail.ledger.checkpoint.VerifierKey;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.EventJson;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.local.Conditions;
import io.certtrail.local.LocalCloud;
import io.certtrail.local.LocalOptions;
import io.certtrail.local.data.UnusableDataFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A local cloud of one run, by its HTTP API; the chain is read past it, so that looking costs it little. */
public final class BenchCloud implements AutoCloseable {
    /** Entries of a cloud that was just started: the chain's opening, its first token, its first administrator. */
    public static final int FIRST_ENTRIES = 3;

    /** The local cloud's names of its tables. */
    private static final Environment NAMES = new Environment(
            Map.of("LEDGER_TABLE", "ledger", "HEADS_TABLE", "heads", "IDS_TABLE", "ids", "OUTBOX_TABLE", "outbox"));

    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int ATTEMPTS = 100;
    private static final int MOST_PAUSES = 10;
    private static final Duration BEFORE_THE_NEXT = Duration.ofMillis(100);

    private final LocalCloud local;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicLong retries = new AtomicLong();
    private final String authorization;
    private final ChainReader chain;
    private final DynamoDbClient plain;

    private BenchCloud(LocalCloud local, DynamoDbClient plain) throws IOException {
        this.local = local;
        this.plain = plain;
        this.authorization =
                "Bearer " + Files.readString(local.data().adminToken()).strip();
        this.chain = Chains.of(plain, NAMES);
    }

    /** An event as a caller posts it: without an id and a severity. */
    public static Json.Obj posted(Event event) {
        Map<String, Json> members = new HashMap<>(EventJson.of(event).members());
        members.keySet().removeAll(List.of("id", "severity", "trace"));
        return new Json.Obj(members);
    }

    /** Starts one; {@code between} is what stands between its functions and DynamoDB. */
    public static BenchCloud start(LocalOptions options, UnaryOperator<DynamoDbClient> between)
            throws IOException, InterruptedException {
        AtomicReference<DynamoDbClient> plain = new AtomicReference<>();
        UnaryOperator<DynamoDbClient> noting = client -> {
            plain.set(client);
            return between.apply(client);
        };
        try {
            LocalCloud local = LocalCloud.start(options.withPort(0)
                    .withConditions(new Conditions(noting, options.conditions().streams())));
            return new BenchCloud(local, Objects.requireNonNull(plain.get()));
        } catch (UnusableDataFolder e) {
            throw new IOException(e);
        }
    }

    /** The embedded client, with nothing between. */
    public DynamoDbClient plain() {
        return plain;
    }

    /** The chain, read past the functions. */
    public ChainReader chain() {
        return chain;
    }

    /** The end of the chain, now. */
    public Head head() {
        return chain.head(LocalCloud.ORIGIN).orElseThrow();
    }

    /**
     * Posts events to {@code /api/audit/events}.
     *
     * @throws IllegalStateException if they are not accepted
     */
    public void post(List<Json> events) throws IOException, InterruptedException {
        int status = send(events);
        if (status != ACCEPTED) {
            throw new IllegalStateException("events were answered with " + status);
        }
    }

    /** The same for events with ids of their own: sent again while the API is too busy, as its callers should. */
    public void postAgainWhileBusy(List<Json> events) throws IOException, InterruptedException {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                if (send(events) == ACCEPTED) {
                    return;
                }
            } catch (IOException e) {
                // The front closes connections that were idle, now and then just as one is used again.
                if (attempt == ATTEMPTS - 1) {
                    throw e;
                }
            }
            retries.incrementAndGet();
            Thread.sleep(BEFORE_THE_NEXT.multipliedBy(Math.min(attempt, MOST_PAUSES)));
        }
        post(events);
    }

    /** How often events were sent again. */
    public long retries() {
        return retries.get();
    }

    private int send(List<Json> events) throws IOException, InterruptedException {
        byte[] body = Jcs.bytes(Json.obj().put("events", new Json.Arr(events)).build());
        HttpRequest request = HttpRequest.newBuilder(uri("/api/audit/events"))
                .header("authorization", authorization)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** The newest signed checkpoint, verified; empty if there is none yet. */
    public Optional<Checkpoint> checkpoint() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri("/api/audit/checkpoint"))
                .header("authorization", authorization)
                .build();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != OK || !(JsonReader.parse(answer.body()) instanceof Json.Obj body)) {
            return Optional.empty();
        }
        SignedNote note = SignedNote.parse(((Json.Str) body.member("note")).value());
        VerifierKey key = VerifierKey.parse(
                Files.readAllLines(local.data().verifierKeys()).getFirst());
        if (!note.verify(List.of(key)).equals(List.of(key))) {
            throw new IllegalStateException("the checkpoint is not signed by the log's key");
        }
        return Optional.of(Checkpoint.parse(note.text()));
    }

    private URI uri(String path) {
        return local.url().resolve(path);
    }

    @Override
    public void close() {
        http.close();
        local.close();
    }
}
