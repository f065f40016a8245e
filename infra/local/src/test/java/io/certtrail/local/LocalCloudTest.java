package io.certtrail.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.certtrail.aws.lambda.Wake;
import io.certtrail.aws.lambda.WakeReader;
import io.certtrail.aws.tables.TableDefinition;
import io.certtrail.aws.tables.Tables;
import io.certtrail.local.function.Deployment;
import io.certtrail.local.function.FunctionDefinition;
import io.certtrail.local.function.Trigger;
import io.certtrail.local.sqs.QueueDefinition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.presigner.model.PresignedGetObjectRequest;
import software.amazon.awssdk.services.sqs.model.Message;

/** The wiring of a cloud, tried on small functions. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalCloudTest {
    private static final String POISON = "poison";

    private final AtomicReference<Deployment> deployed = new AtomicReference<>();
    private final Recorder watcher = new Recorder((event, context) -> {
        if (event.contains(POISON)) {
            throw new IllegalStateException("poisoned");
        }
        return "";
    });
    private final Recorder worker = new Recorder((event, context) -> failuresOf(event));
    private final Recorder sweeper = Recorder.answering("");
    private final Recorder setup = Recorder.answering("{}");
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
    private LocalCloud cloud = notStarted();

    @SuppressWarnings("NullAway")
    private static LocalCloud notStarted() {
        return null;
    }

    @BeforeAll
    void start() throws Exception {
        cloud = LocalCloud.start(LocalOptions.inMemory().withPeriod(Duration.ofSeconds(1)), definition());
    }

    @AfterAll
    void stop() {
        cloud.close();
        assertThat(cloud.data().root()).doesNotExist();
    }

    private CloudDefinition definition() {
        TableDefinition ledger = Tables.LEDGER;
        Trigger.Stream stream =
                new Trigger.Stream(ledger, Set.of("INSERT"), 100, 2, Duration.ofMinutes(10), "changes-dead");
        return new CloudDefinition(
                Tables.ALL,
                Map.of(
                        "WORK_QUEUE_URL", new QueueDefinition("work", Duration.ofSeconds(1), 3),
                        "CHANGES_QUEUE_URL", new QueueDefinition("changes", Duration.ofSeconds(1), 3)),
                Map.of("LOG_BUCKET", "log"),
                List.of(
                        function("api", Recorder.answering("{\"statusCode\":200,\"body\":\"up\"}"), new Trigger.Http()),
                        function("watcher", watcher, stream),
                        function("worker", worker, new Trigger.Queue("work", 10, 2)),
                        function("sweeper", sweeper, new Trigger.EveryMinute()),
                        function("setup", setup)),
                "setup");
    }

    private FunctionDefinition function(String name, RequestStreamHandler handler, Trigger... triggers) {
        FunctionDefinition.Factory factory = (deployment, out) -> {
            deployed.set(deployment);
            return handler;
        };
        return new FunctionDefinition(name, Duration.ofSeconds(10), 512, 10, factory, List.of(triggers));
    }

    /** Messages that begin with "fail" fail until they have come as often as the digit behind it says. */
    private String failuresOf(String event) {
        List<String> failures = new ArrayList<>();
        for (Wake.Message message : messages(event)) {
            int attempt = attempts.merge(message.body(), 1, Integer::sum);
            if (message.body().startsWith("fail") && attempt <= message.body().charAt(4) - '0') {
                failures.add("{\"itemIdentifier\":\"" + message.messageId() + "\"}");
            }
        }
        return "{\"batchItemFailures\":[" + String.join(",", failures) + "]}";
    }

    private static List<Wake.Message> messages(String event) {
        return wake(event) instanceof Wake.Queue queue ? queue.messages() : List.of();
    }

    private static List<Wake.Change> changes(String event) {
        return wake(event) instanceof Wake.Stream stream ? stream.changes() : List.of();
    }

    private static Wake wake(String event) {
        try {
            return WakeReader.read(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theApiAnswersOnTheLoopbackAddress() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response =
                    http.send(HttpRequest.newBuilder(cloud.url()).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(response.body()).isEqualTo("up");
            assertThat(cloud.url().getHost()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void theFirstStartSetsUpOnce() {
        assertThat(setup.events()).singleElement().asString().contains("adminTokenHash");
        assertThat(cloud.first()).isTrue();
    }

    @Test
    void theScheduleComesRoundAgain() throws Exception {
        until(() -> sweeper.events().size() >= 2);

        assertThat(sweeper.events().getFirst()).contains("\"source\":\"aws.events\"", "Scheduled Event");
    }

    @Test
    void changesOfATableWakeInOrderAndAPoisonedOneGoesToTheDeadLetters() throws Exception {
        putLedger("stream-1");
        putLedger(POISON);
        putLedger("stream-2");

        until(() -> seenByWatcher("stream-2"));
        assertThat(seenByWatcher("stream-1")).isTrue();
        assertThat(receive("changes-dead"))
                .singleElement()
                .extracting(Message::body)
                .asString()
                .contains("DDBStreamBatchInfo", "RetryAttemptsExhausted");
    }

    private void putLedger(String key) {
        deployment()
                .clients()
                .dynamo()
                .putItem(request -> request.tableName(
                                Tables.LEDGER.name(deployment().environment()))
                        .item(Map.of(Tables.PK, AttributeValue.fromS(key))));
    }

    private boolean seenByWatcher(String key) {
        return watcher.events().stream()
                .filter(event -> !event.contains(POISON))
                .flatMap(event -> changes(event).stream())
                .anyMatch(change -> key.equals(change.keys().get(Tables.PK)));
    }

    @Test
    void aMessageThatFailedComesAgainAndOneThatNeverWorksGoesToTheDeadLetters() throws Exception {
        String url = deployment().environment().required("WORK_QUEUE_URL");
        for (String body : List.of("good", "fail1", "fail9")) {
            deployment()
                    .clients()
                    .sqs()
                    .sendMessage(request -> request.queueUrl(url).messageBody(body));
        }

        until(() -> attempts.getOrDefault("fail1", 0) == 2 && attempts.getOrDefault("fail9", 0) == 3);
        assertThat(receive("work-dead"))
                .singleElement()
                .extracting(Message::body)
                .isEqualTo("fail9");
        assertThat(attempts).containsEntry("good", 1);
    }

    private List<Message> receive(String queue) throws InterruptedException {
        String url = deployment()
                .clients()
                .sqs()
                .getQueueUrl(request -> request.queueName(queue))
                .queueUrl();
        List<Message> messages = new ArrayList<>();
        until(() -> {
            messages.addAll(deployment()
                    .clients()
                    .sqs()
                    .receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(1))
                    .messages());
            return !messages.isEmpty();
        });
        return messages;
    }

    @Test
    void aPresignedLinkNeedsNoCredentialsAndNothingElseDoesWithout() throws Exception {
        deployment()
                .clients()
                .s3()
                .putObject(request -> request.bucket("log").key("a/b"), RequestBody.fromString("object"));
        PresignedGetObjectRequest link = deployment()
                .clients()
                .presigner()
                .presignGetObject(request -> request.signatureDuration(Duration.ofMinutes(5))
                        .getObjectRequest(get -> get.bucket("log").key("a/b")));

        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest signed = HttpRequest.newBuilder(link.url().toURI()).build();
            HttpRequest bare = HttpRequest.newBuilder(
                            link.url().toURI().resolve(link.url().getPath()))
                    .build();
            assertThat(http.send(signed, HttpResponse.BodyHandlers.ofString()).body())
                    .isEqualTo("object");
            assertThat(http.send(bare, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(403);
        }
        assertThat(link.url().getPort()).isNotEqualTo(cloud.url().getPort());
    }

    private Deployment deployment() {
        return Objects.requireNonNull(deployed.get());
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(20);
        }
    }
}
