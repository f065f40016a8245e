package io.certtrail.ledger.published;

import static io.certtrail.ledger.published.LogVerifierTest.bytes;
import static io.certtrail.ledger.published.LogVerifierTest.other;
import static io.certtrail.ledger.published.LogVerifierTest.rewritten;
import static io.certtrail.ledger.published.LogVerifierTest.tampered;
import static io.certtrail.ledger.published.LogVerifierTest.undecided;
import static io.certtrail.ledger.published.LogVerifierTest.verified;
import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.verify.TrustedKeys;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever holds the log's own key can make a log that agrees with itself in everything; a checkpoint kept elsewhere tells. */
class KeptCheckpointTest {
    private static final MemoryLog GOOD = MemoryLog.of(700, 50);

    @ParameterizedTest
    @ValueSource(longs = {50, 250, 300, 500, 550, 700})
    void aLogExtendsEveryStateThatItHad(long size) {
        LogReport report = verified(against(GOOD, GOOD.kept(size)));

        assertThat(report.kept()).hasSize(1);
    }

    @Test
    void aRewrittenHistoryWithAValidKeyIsCaughtByAnOldCheckpointAlone() {
        MemoryLog rewritten = rewritten(700, 123);
        LogReport _ = verified(rewritten.verify());
        LogReport _ = verified(against(rewritten, GOOD.kept(100))); // that was before the entry

        LogFinding finding = tampered(against(rewritten, GOOD.kept(100), GOOD.kept(150)));

        assertThat(finding.fault()).isEqualTo(LogFault.HISTORY_REWRITTEN);
        assertThat(finding.place().object()).isEqualTo("old-150");
        assertThat(finding.expected())
                .isEqualTo(
                        "size 150, root " + GOOD.kept(150).checkpoint().root().base64());
        assertThat(finding.found()).contains("of the first 150 entries").contains("size 700");
    }

    @Test
    void anOlderStateIsToldFromTheLargerOneThatWasKept() {
        MemoryLog shown = MemoryLog.of(600, 50);

        LogFinding finding = tampered(against(shown, GOOD.kept(650)));

        assertThat(finding.fault()).isEqualTo(LogFault.OLDER_STATE);
        assertThat(finding.found()).startsWith("size 600, root ");
    }

    @Test
    void twoStatesOfOneSizeAreASplitView() {
        assertThat(tampered(against(rewritten(700, 699), GOOD.kept(700))).fault())
                .isEqualTo(LogFault.SPLIT_VIEW);
    }

    @Test
    void whatIsOfAnotherLogOrIncarnationIsCalledThat() {
        Origin beta = new Origin("certtrail.test", "beta", 1);
        Origin next = MemoryLog.ORIGIN.next();
        TrustedKeys keys = new TrustedKeys(List.of(
                MemoryLog.KEY.verifierKey(),
                MemoryLog.key(beta.text(), 3).verifierKey(),
                MemoryLog.key(next.text(), 3).verifierKey()));

        LogVerdict.Undecided splice = undecided(
                GOOD.verify(keys, KeptCheckpoints.NONE.and("b", other(beta, 300).note(300), keys)));
        LogVerdict.Undecided restored = undecided(
                GOOD.verify(keys, KeptCheckpoints.NONE.and("n", other(next, 300).note(300), keys)));

        assertThat(splice.reason()).isEqualTo(LogVerdict.Reason.KEPT_UNUSABLE);
        assertThat(splice.explanation()).contains("of another log").contains(beta.text());
        assertThat(restored.explanation()).contains("incarnation 2 of this log");
    }

    @Test
    void whatProvesNothingIsNoFindingAndNotVerifiedEither() {
        byte[] forged = GOOD.note(300);
        String changed = new String(forged, java.nio.charset.StandardCharsets.UTF_8).replace("\n300\n", "\n301\n");
        List<byte[]> worthless = new ArrayList<>(List.of(
                bytes(""), bytes("not a checkpoint\n"), bytes(changed), new byte[100_000], new byte[] {(byte) 0xff}));

        for (byte[] note : worthless) {
            LogVerdict.Undecided undecided =
                    undecided(GOOD.verify(MemoryLog.KEYS, KeptCheckpoints.NONE.and("old", note, MemoryLog.KEYS)));
            assertThat(undecided.reason()).isEqualTo(LogVerdict.Reason.KEPT_UNUSABLE);
            assertThat(undecided.explanation()).startsWith("What was kept in old proves nothing");
        }
    }

    @Test
    void theLogsOwnFaultsAreToldBeforeThatSomethingKeptIsWorthless() {
        MemoryLog log = GOOD.copy();
        LogVerifierTest.flip(log, "tile/0/000", 3);

        assertThat(tampered(log.verify(MemoryLog.KEYS, KeptCheckpoints.NONE.and("old", bytes("x"), MemoryLog.KEYS)))
                        .fault())
                .isEqualTo(LogFault.TILE_HASH);
    }

    @Test
    void aCheckpointByAFormerKeyCountsIfThatKeyIsGiven() {
        var formerKey = MemoryLog.key(MemoryLog.ORIGIN.text(), 6);
        MemoryLog before = MemoryLog.of(MemoryLog.ORIGIN, formerKey, 7, 300, 100);
        TrustedKeys both = new TrustedKeys(List.of(MemoryLog.KEY.verifierKey(), formerKey.verifierKey()));

        assertThat(verified(GOOD.verify(both, KeptCheckpoints.NONE.and("old", before.note(300), both)))
                        .kept())
                .hasSize(1);
        assertThat(undecided(GOOD.verify(
                                MemoryLog.KEYS, KeptCheckpoints.NONE.and("old", before.note(300), MemoryLog.KEYS)))
                        .reason())
                .isEqualTo(LogVerdict.Reason.UNKNOWN_KEY);
    }

    private static LogVerdict against(MemoryLog log, KeptCheckpoint... kept) {
        KeptCheckpoints all = KeptCheckpoints.NONE;
        for (KeptCheckpoint one : kept) {
            all = all.and(one);
        }
        return log.verify(MemoryLog.KEYS, all);
    }
}
