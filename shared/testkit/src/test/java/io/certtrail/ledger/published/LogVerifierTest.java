package io.certtrail.ledger.published;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.published.LogVerdict.Tampered;
import io.certtrail.ledger.published.LogVerdict.Undecided;
import io.certtrail.ledger.published.LogVerdict.Verified;
import io.certtrail.ledger.verify.TrustedKeys;
import io.certtrail.testkit.publish.GrownLog;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LogVerifierTest {
    private static final MemoryLog GOOD = MemoryLog.of(700, 100);
    private static final Origin OTHER = new Origin("certtrail.test", "beta", 1);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 255, 256, 257, 511, 512, 513, 1000, 65_537})
    void aLogOfAnySizeVerifiesWhole(long size) {
        MemoryLog log = MemoryLog.of(size, Math.max(1, size / 7));

        LogReport report = verified(log.verify());

        assertThat(report.checkpoint().size()).isEqualTo(size);
        assertThat(report.bundles()).isEqualTo((size + 255) / 256);
        assertThat(report.tiles())
                .isEqualTo((size + 255) / 256 + ((size >> 8) + 255) / 256 + ((size >> 16) + 255) / 256);
    }

    @Test
    void theReportSaysWhatWasLookedAt() {
        LogReport report = verified(GOOD.verify());

        assertThat(report.saved()).isEqualTo(7);
        assertThat(report.isListed()).isTrue();
        // Bundle and tile at 100, 200, 300, 400, 500 and 600; the tile above them with one hash, from 300 to 500.
        assertThat(report.leftovers()).isEqualTo(13);
        assertThat(report.isGrowing()).isFalse();
        assertThat(report.shownSize()).isEqualTo(700);
    }

    @Test
    void whatCanNotBeListedIsCheckedAsFarAsItsNamesAreKnown() {
        LogReport report = verified(GOOD.copy(false).verify());

        assertThat(report.isListed()).isFalse();
        assertThat(report.saved()).isEqualTo(1);
        assertThat(report.leftovers()).isZero();
    }

    @Test
    void everyWrongHashIsNamedWithTheEntryItIsOf() {
        MemoryLog log = GOOD.copy();
        flip(log, "tile/0/001", 32 * 17 + 5);

        LogFinding finding = tampered(log.verify());

        assertThat(finding.fault()).isEqualTo(LogFault.TILE_HASH);
        assertThat(finding.place()).isEqualTo(new LogPlace("tile/0/001", 256L + 17));
        assertThat(finding.expected()).isNotEqualTo(finding.found());
    }

    @Test
    void theFirstWrongThingIsNamedHoweverManyThreads() {
        MemoryLog log = MemoryLog.of(20_000, 1_000).copy();
        flip(log, "tile/entries/003", 1_000);
        flip(log, "tile/0/040", 8);
        flip(log, "tile/1/000.p/78", 5);

        LogFinding alone = tampered(log.verify(MemoryLog.KEYS, KeptCheckpoints.NONE, 1));
        assertThat(alone.place()).isEqualTo(new LogPlace("tile/0/003", 3L * 256 + 2));
        for (int parallel : new int[] {2, 3, 8, 64}) {
            assertThat(tampered(log.verify(MemoryLog.KEYS, KeptCheckpoints.NONE, parallel)))
                    .isEqualTo(alone);
        }
    }

    @Test
    void anEntryThatIsChangedTogetherWithItsTilesIsCaughtByTheFirstCheckpointOverIt() {
        MemoryLog log = GOOD.copy();
        MemoryLog rewritten = rewritten(700, 345);
        rewritten.objects.forEach((path, bytes) -> {
            if (path.startsWith("tile/")) {
                log.objects.put(path, bytes);
            }
        });

        LogFinding finding = tampered(log.verify());

        assertThat(finding.fault()).isEqualTo(LogFault.CHECKPOINT_ROOT);
        assertThat(finding.place().object()).isEqualTo("checkpoints/400");
    }

    @Test
    void anObjectThatTheCheckpointPromisesAndThatIsGoneIsTampering() {
        for (String path : List.of("tile/entries/000", "tile/0/001", "tile/1/000.p/2", "tile/0/002.p/188")) {
            MemoryLog log = GOOD.copy();
            log.objects.remove(path);

            LogFinding finding = tampered(log.verify());

            assertThat(finding.fault()).isEqualTo(LogFault.OBJECT_MISSING);
            assertThat(finding.place()).isEqualTo(LogPlace.of(path));
        }
    }

    @Test
    void withoutACheckpointNothingCanBeTold() {
        MemoryLog log = GOOD.copy();
        log.objects.remove("checkpoint");

        assertThat(undecided(log.verify()).reason()).isEqualTo(LogVerdict.Reason.NO_CHECKPOINT);
    }

    @Test
    void aPartialTileMayBeGoneOnceItsFullOneIsThere() {
        MemoryLog log = MemoryLog.of(1000, 100).copy();
        byte[] old = GOOD.note(700);
        log.objects.keySet().removeIf(path -> path.startsWith("checkpoints/") || path.contains(".p/"));
        log.objects.put("checkpoint", old);
        log.objects.put("checkpoints/700", old);
        log.objects.put("tile/1/000.p/2", GOOD.objects.get("tile/1/000.p/2"));

        LogReport report = verified(log.verify());

        assertThat(report.checkpoint().size()).isEqualTo(700);
        assertThat(report.isGrowing()).isTrue();
    }

    @Test
    void aLeftoverThatIsOfAnotherTreeIsToldThoughNobodyNeedsIt() {
        MemoryLog log = GOOD.copy();
        flip(log, "tile/0/000.p/200", 33);

        LogFinding finding = tampered(log.verify());

        assertThat(finding.fault()).isEqualTo(LogFault.LEFTOVER_DIFFERS);
        assertThat(finding.place().object()).isEqualTo("tile/0/000.p/200");
    }

    @Test
    void whatIsPublishedAndNotSignedYetIsNoted() {
        MemoryLog log = GOOD.copy();
        MemoryLog ahead = MemoryLog.of(730, 730);
        ahead.objects.forEach((path, bytes) -> {
            if (path.startsWith("tile/")) {
                log.objects.put(path, bytes);
            }
        });

        LogReport report = verified(log.verify());

        assertThat(report.checkpoint().size()).isEqualTo(700);
        assertThat(report.isGrowing()).isTrue();
    }

    @Test
    void aSignerThatDiedBeforeItShowedItsCheckpointIsNoted() {
        MemoryLog log = GOOD.copy();
        log.objects.put("checkpoint", GOOD.note(600));

        LogReport report = verified(log.verify());

        assertThat(report.shownSize()).isEqualTo(600);
        assertThat(report.checkpoint().size()).isEqualTo(700);
    }

    @Test
    void anIdThatStandsTwiceIsFound() {
        MemoryLog log = MemoryLog.of(0, 1).copy();
        GrownLog grown = GrownLog.of(MemoryLog.ORIGIN, MemoryLog.KEY, 7, log.objects::put);
        for (long seq = 0; seq < 900; seq++) {
            byte[] leaf = GrownLog.leaf(7, seq);
            if (seq == 601 || seq == 850) {
                System.arraycopy(GrownLog.leaf(7, seq - 300), 1, leaf, 1, 16);
            }
            grown.append(leaf);
        }
        Checkpoint _ = grown.sign();

        LogFinding finding = tampered(log.verify());

        assertThat(finding.fault()).isEqualTo(LogFault.ID_REPEATED);
        assertThat(finding.place()).isEqualTo(new LogPlace("tile/entries/002", 601L));
        assertThat(finding.found()).endsWith("which entry 301 has");
    }

    @Test
    void savedCheckpointsAreCheckedOneByOne() {
        MemoryLog wrongName = GOOD.copy();
        wrongName.objects.put("checkpoints/650", GOOD.note(600));
        assertThat(tampered(wrongName.verify()).fault()).isEqualTo(LogFault.CHECKPOINT_OTHER_SIZE);

        MemoryLog notKept = GOOD.copy();
        notKept.objects.remove("checkpoints/700");
        assertThat(tampered(notKept.verify()).fault()).isEqualTo(LogFault.CHECKPOINT_NOT_KEPT);

        MemoryLog cut = GOOD.copy();
        cut.objects.put("checkpoints/300", Arrays.copyOf(GOOD.note(300), 40));
        assertThat(tampered(cut.verify()).fault()).isEqualTo(LogFault.CHECKPOINT_MALFORMED);

        MemoryLog spliced = GOOD.copy();
        spliced.objects.put("checkpoints/300", other(OTHER, 300).note(300));
        LogFinding finding = tampered(spliced.verify());
        assertThat(finding.fault()).isEqualTo(LogFault.CHECKPOINT_OTHER_LOG);
        assertThat(finding.found()).isEqualTo(OTHER.text());
    }

    @Test
    void aLaterCheckpointThatWasSavedAndWhoseEntriesAreGoneIsToldOn() {
        MemoryLog cut = MemoryLog.of(1000, 100).copy();
        MemoryLog shown = GOOD.copy();
        shown.objects.put("checkpoints/1000", cut.note(1000));

        assertThat(tampered(shown.verify()).fault()).isEqualTo(LogFault.OBJECT_MISSING);
    }

    @Test
    void withoutKeysOrWithOtherKeysItCanNotBeTold() {
        TrustedKeys others =
                new TrustedKeys(List.of(MemoryLog.key(OTHER.text(), 3).verifierKey()));

        assertThat(undecided(GOOD.verify(TrustedKeys.NONE, KeptCheckpoints.NONE))
                        .reason())
                .isEqualTo(LogVerdict.Reason.NO_KEYS);
        assertThat(undecided(GOOD.verify(others, KeptCheckpoints.NONE)).reason())
                .isEqualTo(LogVerdict.Reason.NO_LOG_KEY);
    }

    @Test
    void withoutKeysWhatDoesNotAgreeWithItselfIsStillFound() {
        MemoryLog log = GOOD.copy();
        flip(log, "tile/entries/001", 999);

        assertThat(tampered(log.verify(TrustedKeys.NONE, KeptCheckpoints.NONE)).fault())
                .isEqualTo(LogFault.TILE_HASH);
    }

    @Test
    void aKeyThatIsNotKnownLeavesItOpen() {
        TrustedKeys former = new TrustedKeys(
                List.of(MemoryLog.key(MemoryLog.ORIGIN.text(), 9).verifierKey()));

        Undecided undecided = undecided(GOOD.verify(former, KeptCheckpoints.NONE));

        assertThat(undecided.reason()).isEqualTo(LogVerdict.Reason.UNKNOWN_KEY);
        assertThat(undecided.explanation()).contains("new key").contains("forgery");
    }

    @Test
    void aKeyThatIsForSomethingElseIsNamed() {
        MemoryLog byExports = GOOD.copy();
        byExports.show(checkpoint(GOOD), MemoryLog.EXPORT_KEY);
        LogFinding finding = tampered(byExports.verify());
        assertThat(finding.fault()).isEqualTo(LogFault.CHECKPOINT_OTHER_KEY);
        assertThat(finding.found()).contains(MemoryLog.ORIGIN.exportsKeyName());

        MemoryLog inDisguise = GOOD.copy();
        inDisguise.show(checkpoint(GOOD), MemoryLog.key(MemoryLog.ORIGIN.text(), 2));
        assertThat(tampered(inDisguise.verify()).fault()).isEqualTo(LogFault.CHECKPOINT_OTHER_KEY);

        MemoryLog byAnother = GOOD.copy();
        byAnother.show(checkpoint(GOOD), MemoryLog.key(OTHER.text(), 3));
        assertThat(tampered(byAnother.verify()).fault()).isEqualTo(LogFault.CHECKPOINT_UNSIGNED);
    }

    @Test
    void anUnknownSignatureBesideTheLogsOwnIsNoMatter() {
        MemoryLog log = GOOD.copy();
        log.show(checkpoint(GOOD), MemoryLog.key("witness.example", 5), MemoryLog.KEY);

        LogReport _ = verified(log.verify());
    }

    @Test
    void aSizeBeyondAllMeasureMakesNothingGrow() {
        MemoryLog log = GOOD.copy();
        log.show(new Checkpoint(MemoryLog.ORIGIN, Long.MAX_VALUE, Hash.sha256(new byte[0])), MemoryLog.KEY);

        assertThat(tampered(log.verify()).fault()).isEqualTo(LogFault.OBJECT_MISSING);
    }

    static MemoryLog rewritten(long size, long seq) {
        MemoryLog log = MemoryLog.of(0, 1);
        log.objects.clear();
        GrownLog grown = GrownLog.of(MemoryLog.ORIGIN, MemoryLog.KEY, 7, log.objects::put);
        for (long at = 0; at < size; at++) {
            byte[] leaf = GrownLog.leaf(7, at);
            leaf[200] ^= (byte) (at == seq ? 1 : 0);
            grown.append(leaf);
        }
        Checkpoint _ = grown.sign();
        return log;
    }

    static MemoryLog other(Origin origin, long size) {
        return MemoryLog.of(origin, MemoryLog.key(origin.text(), 3), 8, size, 100);
    }

    static Checkpoint checkpoint(MemoryLog log) {
        byte[] note = log.objects.get("checkpoint");
        return SignedState.read(note == null ? new byte[0] : note, LogPlace.of("checkpoint"), MemoryLog.KEYS)
                .checkpoint();
    }

    static void flip(MemoryLog log, String path, int at) {
        byte[] bytes = log.objects.get(path);
        if (bytes == null) {
            throw new IllegalArgumentException("there is no " + path);
        }
        bytes[at] ^= 1;
    }

    static LogReport verified(LogVerdict verdict) {
        assertThat(verdict).isInstanceOf(Verified.class);
        return ((Verified) verdict).report();
    }

    static LogFinding tampered(LogVerdict verdict) {
        assertThat(verdict).isInstanceOf(Tampered.class);
        return ((Tampered) verdict).finding();
    }

    static Undecided undecided(LogVerdict verdict) {
        assertThat(verdict).isInstanceOf(Undecided.class);
        return (Undecided) verdict;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
