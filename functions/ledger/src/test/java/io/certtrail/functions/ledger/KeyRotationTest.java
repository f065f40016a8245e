package io.certtrail.functions.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.checkpoint.NoteException;
import io.certtrail.ledger.checkpoint.SignedNote;
import io.certtrail.ledger.checkpoint.VerifierKey;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Json;
import io.certtrail.testkit.chain.ChainAudit;
import io.certtrail.testkit.chain.SampleEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runbook "Rotating the key" of docs/deploy.md, step by step. */
class KeyRotationTest {
    private static final String ROTATE = "{\"rotateCheckpointKey\":{\"overlapUntil\":\"2999-12-22T00:00:00Z\"}}";

    private final Random random = new Random(4);
    private final Cloud cloud;
    private final Map<String, String> next;
    private final Map<String, String> nextAlone;
    private final Map<String, String> third;

    KeyRotationTest(@TempDir Path folder) throws IOException {
        cloud = new Cloud(folder);
        String newKey = "file:" + Files.writeString(folder.resolve("new"), "07".repeat(32));
        next = Map.of("NEXT_CHECKPOINT_KEY", newKey);
        nextAlone = Map.of("CHECKPOINT_KEY", newKey);
        third = Map.of("CHECKPOINT_KEY", "file:" + Files.writeString(folder.resolve("third"), "08".repeat(32)));
    }

    @BeforeEach
    void setUp() throws IOException {
        String _ = Cloud.invoke(new SetupHandler(cloud.wiring), "{}");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private static VerifierKey key(String digits) {
        return Ed25519Signer.of(Cloud.ORIGIN.text(), HexFormat.of().parseHex(digits.repeat(32)))
                .verifierKey();
    }

    private static final VerifierKey OLD = key("01");
    private static final VerifierKey NEW = key("07");

    /** Logs one entry more, and publishes it; the checkpoint that is published then. */
    private SignedNote grow(Wiring wiring) throws IOException {
        cloud.outbox.record("default", SampleEvents.some(1, random));
        return publish(wiring);
    }

    private SignedNote publish(Wiring wiring) throws IOException {
        String wake = "{\"Records\":[{\"messageId\":\"m\",\"body\":\"%s\",\"eventSource\":\"aws:sqs\"}]}";
        String _ = Cloud.invoke(new SequencerHandler(wiring), wake.formatted("{\\\"tenant\\\":\\\"default\\\"}"));
        long size = cloud.chain.head(Cloud.ORIGIN).orElseThrow().size();
        String _ = Cloud.invoke(
                new PublisherHandler(wiring),
                wake.formatted("{\\\"size\\\":%d,\\\"tenant\\\":\\\"default\\\"}".formatted(size)));
        return SignedNote.parse(cloud.s3()
                .getObjectAsBytes(get -> get.bucket("log").key(Cloud.ORIGIN.text() + "/checkpoint"))
                .asUtf8String());
    }

    private List<Entry> rotations() {
        return ChainAudit.verify(cloud.chain, Cloud.ORIGIN).stream()
                .map(LoggedEntry::entry)
                .filter(entry -> entry.action().equals("ledger.key.rotated"))
                .toList();
    }

    @Test
    void bothKeysSignUntilTheNewOneDoesAlone() throws IOException {
        assertThat(grow(cloud.wiring).verify(List.of(OLD, NEW))).containsExactly(OLD);

        Wiring both = cloud.wiring(next);
        for (int i = 0; i < 2; i++) {
            assertThat(Cloud.invoke(new SetupHandler(both), ROTATE)).contains(OLD.text(), NEW.text());
            SignedNote note = publish(both);
            assertThat(note.signatures()).hasSize(2);
            assertThat(note.verify(List.of(OLD, NEW))).containsExactly(OLD, NEW);
            assertThat(note.verify(List.of(OLD))).containsExactly(OLD);
            assertThat(note.verify(List.of(NEW))).containsExactly(NEW);
        }
        assertThat(rotations())
                .singleElement()
                .satisfies(entry -> assertThat(entry.details())
                        .isEqualTo(Json.obj()
                                .put("newKey", NEW.text())
                                .put("overlapUntil", "2999-12-22T00:00:00.000Z")
                                .build()));

        SignedNote after = grow(cloud.wiring(nextAlone));
        assertThat(after.verify(List.of(OLD, NEW))).containsExactly(NEW);
        assertThatThrownBy(() -> after.verify(List.of(OLD))).isInstanceOf(NoteException.class);
    }

    @Test
    void aWrongSignatureOfAKnownKeyIsNotMadeGoodByARightOne() throws IOException {
        SignedNote both = grow(cloud.wiring(next));
        SignedNote other = grow(cloud.wiring(next));
        SignedNote mixed = new SignedNote(
                other.text(),
                List.of(other.signatures().getFirst(), both.signatures().getLast()));
        assertThat(mixed.verify(List.of(OLD))).containsExactly(OLD);
        assertThatThrownBy(() -> mixed.verify(List.of(OLD, NEW)))
                .isInstanceOf(NoteException.class)
                .hasMessageContaining("is wrong");
    }

    @Test
    void aKeyThatNeverSignedBesideTheOldOneIsNotTakenOver() throws IOException {
        SignedNote before = grow(cloud.wiring);
        assertThat(grow(cloud.wiring(third))).isEqualTo(before);
        assertThat(cloud.printed())
                .anyMatch(line -> line.contains("\"alarm\":\"integrity\"") && line.contains("is being rotated"));
        assertThat(grow(cloud.wiring).text()).isNotEqualTo(before.text());
    }

    @Test
    void aRotationThatNothingWasDeployedForIsRefused() {
        assertThatThrownBy(() -> Cloud.invoke(new SetupHandler(cloud.wiring), ROTATE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("deploy with the next one first");
        for (String payload : List.of(
                "{\"rotateCheckpointKey\":7}",
                "{\"rotateCheckpointKey\":{}}",
                "{\"rotateCheckpointKey\":{\"overlapUntil\":\"2001-01-01T00:00:00Z\"}}")) {
            assertThatThrownBy(() -> Cloud.invoke(new SetupHandler(cloud.wiring(next)), payload))
                    .as(payload)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
