package io.certtrail.functions.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.aws.segments.S3ArchiveStore;
import io.certtrail.domain.segments.Segment;
import io.certtrail.domain.segments.Segments;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.SignedNote;
import io.certtrail.ledger.checkpoint.VerifierKey;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.testkit.chain.ChainAudit;
import io.certtrail.testkit.chain.SampleEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The functions one after the other, woken with the events that Lambda gives them. */
class LedgerFunctionsTest {
    private static final String HASH = "ab".repeat(32);
    private static final String DONE = "{\"batchItemFailures\":[]}";

    private final Random random = new Random(1);
    private final Cloud cloud;

    LedgerFunctionsTest(@TempDir Path folder) throws IOException {
        cloud = new Cloud(folder);
    }

    @BeforeEach
    void setUp() throws IOException {
        String _ = setUp("{}");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private String setUp(String payload) throws IOException {
        return Cloud.invoke(new SetupHandler(cloud.wiring), payload);
    }

    private static String message(String id, String body) {
        return "{\"messageId\":\"%s\",\"body\":\"%s\",\"eventSource\":\"aws:sqs\"}"
                .formatted(id, body.replace("\"", "\\\""));
    }

    private static String queue(String... messages) {
        return "{\"Records\":[%s]}".formatted(String.join(",", messages));
    }

    private static String stream(String kind, String pk) {
        return """
                {"Records":[{"eventName":"%s","eventSource":"aws:dynamodb","dynamodb":{"SequenceNumber":"17",
                "ApproximateCreationDateTime":1.7E9,"Keys":{"pk":{"S":"%s"}}}}]}""".formatted(kind, pk);
    }

    private long size() {
        return cloud.chain.head(Cloud.ORIGIN).orElseThrow().size();
    }

    private void record(int count) {
        cloud.outbox.record("default", SampleEvents.some(count, random));
    }

    @Test
    void theSetUpAnswersWhatAVerifierNeedsAndMayBeRepeated() throws IOException {
        String first = setUp("{\"tenant\":\"default\",\"adminTokenHash\":\"%s\"}".formatted(HASH));
        assertThat(setUp("{\"adminTokenHash\":\"%s\"}".formatted(HASH))).isEqualTo(first);
        Json.Obj answer = (Json.Obj) JsonReader.parse(first.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.get("origin")).isEqualTo(Json.of(Cloud.ORIGIN.text()));
        assertThat(((Json.Arr) answer.member("vkeys")).items())
                .extracting(key -> VerifierKey.parse(((Json.Str) key).value()).name())
                .containsExactly(Cloud.ORIGIN.text(), Cloud.ORIGIN.exportsKeyName());
        String _ = Cloud.invoke(new SequencerHandler(cloud.wiring), queue(message("m", "{\"tenant\":\"default\"}")));
        assertThat(ChainAudit.verify(cloud.chain, Cloud.ORIGIN))
                .extracting(entry -> entry.entry().action())
                .startsWith("ledger.opened")
                .containsExactlyInAnyOrder("ledger.opened", "tenant.created", "auth.token.created");
    }

    @Test
    void aSetUpWithAWrongPayloadIsRefused() {
        for (String payload : List.of("[]", "{\"tenant\":7}", "{\"adminTokenHash\":\"xyz\"}", "{\"tenant\":\"A b\"}")) {
            assertThatThrownBy(() -> setUp(payload)).as(payload).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theOutboxIsSequencedOnAWakeOfEitherKind() throws IOException {
        SequencerHandler sequencer = new SequencerHandler(cloud.wiring);
        record(3);
        assertThat(Cloud.invoke(sequencer, stream("REMOVE", "default#1"))).isEqualTo(DONE);
        assertThat(Cloud.invoke(sequencer, stream("INSERT", "default!1"))).isEqualTo(DONE);
        assertThat(size()).isEqualTo(1);
        assertThat(Cloud.invoke(sequencer, stream("INSERT", "default#1"))).isEqualTo(DONE);
        assertThat(size()).as("with the entry of the set-up").isEqualTo(5);
        record(2);
        String wake = "{\"tenant\":\"default\"}";
        assertThat(Cloud.invoke(sequencer, queue(message("a", wake), message("b", wake))))
                .isEqualTo(DONE);
        assertThat(size()).isEqualTo(7);
    }

    @Test
    void aBlockIsPublishedAndTheDispatcherPrintsIt() throws IOException {
        PublisherHandler publisher = new PublisherHandler(cloud.wiring);
        String origin = Cloud.ORIGIN.text();
        assertThat(Cloud.invoke(publisher, stream("INSERT", origin + "@0199"))).isEqualTo(DONE);
        assertThat(cloud.sqs.take(Cloud.DISPATCH)).isEmpty();
        assertThat(Cloud.invoke(publisher, stream("INSERT", origin + "#0"))).isEqualTo(DONE);
        String note = cloud.s3()
                .getObjectAsBytes(get -> get.bucket("log").key(origin + "/checkpoint"))
                .asUtf8String();
        assertThat(Checkpoint.parse(SignedNote.parse(note).text()).size()).isEqualTo(1);
        List<String> wakes = cloud.sqs.take(Cloud.DISPATCH);
        assertThat(wakes).containsExactly("{\"tenant\":\"default\"}");
        DispatcherHandler dispatcher = new DispatcherHandler(cloud.wiring);
        assertThat(Cloud.invoke(dispatcher, queue(message("d", wakes.getFirst()))))
                .isEqualTo(DONE);
        assertThat(cloud.printed()).singleElement().asString().contains("ledger.opened", "\"seq\":0");
    }

    @Test
    void whoeverAsksForASizeHasItSignedAtOnce() throws IOException {
        PublisherHandler publisher = new PublisherHandler(cloud.wiring);
        String wake = queue(message("p", "{\"tenant\":\"default\"}"));
        String _ = Cloud.invoke(publisher, wake);
        record(1);
        String _ = Cloud.invoke(new SequencerHandler(cloud.wiring), wake);
        // Within a second of the last signature the budget says later.
        String _ = Cloud.invoke(publisher, queue(message("q", "{\"size\":3,\"tenant\":\"default\"}")));
        String note = cloud.s3()
                .getObjectAsBytes(get -> get.bucket("log").key(Cloud.ORIGIN.text() + "/checkpoint"))
                .asUtf8String();
        assertThat(Checkpoint.parse(SignedNote.parse(note).text()).size()).isEqualTo(3);
    }

    @Test
    void theMessagesOfATenantWhoseWorkFailedComeAgain() throws IOException {
        cloud.dynamo()
                .deleteItem(delete ->
                        delete.tableName("heads").key(Map.of("pk", Attributes.of("HEAD#" + Cloud.ORIGIN.text()))));
        SequencerHandler sequencer = new SequencerHandler(cloud.wiring);
        record(1);
        String answer = Cloud.invoke(
                sequencer,
                queue(
                        message("a", "{\"tenant\":\"default\"}"),
                        message("b", "{\"tenant\":\"nobody\"}"),
                        message("c", "{\"tenant\":\"default\"}")));
        assertThat(answer).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":\"c\"}]}");
        assertThat(cloud.printed())
                .anyMatch(line -> line.contains("\"tenant\":\"default\"")
                        && line.contains("HeadMissing")
                        && line.contains("request-1"))
                .anyMatch(line -> line.contains("\"tenant\":\"nobody\""));
        assertThat(Cloud.invoke(sequencer, stream("INSERT", "default#0"))).contains("\"itemIdentifier\":\"17\"");
    }

    private String sequence() throws IOException {
        return Cloud.invoke(new SequencerHandler(cloud.wiring), queue(message("s", "{\"tenant\":\"default\"}")));
    }

    private List<Entry> failures() {
        return ChainAudit.verify(cloud.chain, Cloud.ORIGIN).stream()
                .map(LoggedEntry::entry)
                .filter(entry -> entry.action().equals("audit.verification.failed"))
                .toList();
    }

    @Test
    void aBlockThatWasChangedOrRemovedIsToldOnce() throws IOException {
        PublisherHandler publisher = new PublisherHandler(cloud.wiring);
        String block = Cloud.ORIGIN.text() + "#0";
        String _ = Cloud.invoke(publisher, stream("INSERT", block));
        assertThat(cloud.printed()).noneMatch(line -> line.contains("integrity"));
        for (String kind : List.of("MODIFY", "REMOVE", "MODIFY")) {
            assertThat(Cloud.invoke(publisher, stream(kind, block))).isEqualTo(DONE);
            assertThat(cloud.printed())
                    .anyMatch(line -> line.contains("\"alarm\":\"integrity\"")
                            && line.contains(block)
                            && line.contains("\"found\":\"" + kind + "\""));
            assertThat(sequence()).isEqualTo(DONE);
        }
        String byTimeToLive = stream("REMOVE", block)
                .replace(
                        "\"eventSource\"",
                        "\"userIdentity\":{\"type\":\"Service\",\"principalId\":\"dynamodb.amazonaws.com\"},\"eventSource\"");
        assertThat(Cloud.invoke(publisher, byTimeToLive)).isEqualTo(DONE);
        assertThat(cloud.printed()).noneMatch(line -> line.contains("integrity"));
        assertThat(failures()).singleElement().satisfies(entry -> {
            assertThat(entry.severity().text()).isEqualTo("critical");
            assertThat(Jcs.text(entry.details())).contains(block, "MODIFY");
        });
    }

    @Test
    void aChainThatDoesNotExtendWhatIsPublishedIsToldAndNotSigned() throws IOException {
        PublisherHandler publisher = new PublisherHandler(cloud.wiring);
        String wake = queue(message("p", "{\"tenant\":\"default\"}"));
        assertThat(Cloud.invoke(publisher, wake)).isEqualTo(DONE);
        record(3);
        assertThat(sequence()).isEqualTo(DONE);
        String covering = queue(message("p", "{\"size\":5,\"tenant\":\"default\"}"));
        assertThat(Cloud.invoke(publisher, covering)).isEqualTo(DONE);
        cloud.dynamo()
                .deleteItem(delete ->
                        delete.tableName("heads").key(Map.of("pk", Attributes.of("SIGNER#" + Cloud.ORIGIN.text()))));
        for (int i = 0; i < 3; i++) {
            assertThat(Cloud.invoke(publisher, covering)).contains("\"itemIdentifier\":\"p\"");
            assertThat(cloud.printed())
                    .anyMatch(line -> line.contains("\"alarm\":\"integrity\"")
                            && line.contains("a head of 5 entries was signed"));
            assertThat(sequence()).isEqualTo(DONE);
        }
        assertThat(failures()).hasSize(1);
    }

    @Test
    void aDayThatIsOverIsSealedAndSealedAgainWhenItIsNotAsItWas() throws IOException {
        String wake = queue(message("m", "{\"tenant\":\"default\"}"));
        for (int day = 1; day <= 3; day++) {
            Wiring wiring = cloud.wiring(Map.of(), Clock.offset(Clock.systemUTC(), Duration.ofDays(day)));
            record(5);
            assertThat(Cloud.invoke(new SequencerHandler(wiring), wake)).isEqualTo(DONE);
            assertThat(Cloud.invoke(new PublisherHandler(wiring), wake)).isEqualTo(DONE);
            if (day == 2) {
                assertThat(segments()).hasSize(2);
                cloud.s3()
                        .deleteObject(delete ->
                                delete.bucket("archive").key(segments().getFirst()));
                cloud.s3()
                        .putObject(
                                put -> put.bucket("archive")
                                        .key(objects("derived/").getFirst()),
                                RequestBody.fromString("no index"));
            }
        }

        Segments segments = new Segments(new S3ArchiveStore(cloud.s3(), "archive"));
        List<LoggedEntry> sealed = new ArrayList<>();
        for (Segment segment : segments.all(Cloud.ORIGIN)) {
            segments.read(segments.manifest(segment), 0, (chunk, entries) -> sealed.addAll(entries));
        }
        assertThat(sealed).extracting(LoggedEntry::seq).startsWith(0L, 1L).hasSizeGreaterThan(10);
        assertThat(segments()).hasSize(3);
        assertThat(cloud.printed())
                .anyMatch(line -> line.contains("MISSING") && line.contains("segments/"))
                .anyMatch(line -> line.contains("\"index\":\"TRUNCATED\""));
        assertThat(objects("derived/"))
                .hasSize(3)
                .allSatisfy(key -> assertThat(cloud.s3()
                                .getObjectAsBytes(get -> get.bucket("archive").key(key))
                                .asByteArray())
                        .startsWith("certtrail/search/v1".getBytes(StandardCharsets.US_ASCII)));
    }

    private List<String> segments() {
        return objects("segments/");
    }

    private List<String> objects(String prefix) {
        return cloud.s3().listObjectsV2(list -> list.bucket("archive").prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }
}
