package io.certtrail.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.Leaf;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.export.ExportRange;
import io.certtrail.ledger.export.Forger;
import io.certtrail.ledger.export.Opening;
import io.certtrail.ledger.export.ProofEdge;
import io.certtrail.ledger.export.ProofLine;
import io.certtrail.ledger.export.TestExport;
import io.certtrail.ledger.export.VectorLog;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.ledger.text.HexText;
import io.certtrail.ledger.verify.Verdict.Tampered;
import io.certtrail.ledger.verify.Verdict.Verified;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whoever makes exports, and holds the key for it, can't make one that says what the log does not. */
class DishonestExporterTest {
    private static final VectorLog LOG = VectorLog.first(37);
    private static final ExportFilter WARNINGS = filter("{'severity':['warning']}");
    private static final ExportFilter MINUTE =
            filter("{'from':'2026-11-22T10:01:07.000Z','to':'2026-11-22T10:02:07.100Z'}");
    private static final TestExport ALL = TestExport.of(LOG, ExportFilter.NONE, List.of());
    private static final TestExport SOME = TestExport.of(LOG, WARNINGS, List.of());
    private static final TestExport PART = TestExport.of(LOG, MINUTE, List.of());

    @Test
    void whatTheForgerDoesNotTouchIsVerified() {
        assertThat(verify(Forger.rows(ALL.csv(), rows -> rows), Forger.body(ALL.proof(), lines -> lines)))
                .isInstanceOf(Verified.class);
        assertThat(verify(Forger.range(PART.csv(), PART.manifest().range()), Forger.head(PART.proof(), head -> head)))
                .isInstanceOf(Verified.class);
    }

    @Test
    void editsARowAndSignsItAgain() {
        byte[] csv = Forger.rows(ALL.csv(), rows -> {
            rows.set(3, rows.get(3).replace("rotation.failed,error", "rotation.failed,warning"));
            return rows;
        });

        assertThat(finding(csv, ALL.proof()).fault()).isEqualTo(Fault.ROOT);
        assertThat(verify(csv, null)).isInstanceOf(Verified.class); // signed, and no proof to hold it against
    }

    @Test
    void takesOutARowOfAllAndSignsItAgain() {
        byte[] csv = Forger.rows(ALL.csv(), rows -> {
            rows.remove(5);
            return rows;
        });

        Finding finding = finding(csv, null);

        assertThat(finding.fault()).isEqualTo(Fault.ROW_MISSING);
        assertThat(finding.place()).isEqualTo(new Place(Place.File.EXPORT, 7, 6L, "seq"));
        assertThat(finding.expected()).isEqualTo("5");
    }

    @Test
    void takesOutTheLastRowOfAllAndSignsItAgain() {
        byte[] csv = Forger.rows(ALL.csv(), rows -> rows.subList(0, 36));

        assertThat(finding(csv, null).fault()).isEqualTo(Fault.ROW_MISSING);
    }

    @Test
    void showsARowThatDoesNotMatch() {
        byte[] csv = Forger.rows(
                SOME.csv(),
                rows -> Stream.concat(Stream.of(row(ALL, 0)), rows.stream()).toList());

        assertThat(finding(csv, null).fault()).isEqualTo(Fault.ROW_NO_MATCH);
    }

    @Test
    void showsARowFromOutsideTheRange() {
        byte[] csv = Forger.rows(
                PART.csv(),
                rows -> Stream.concat(rows.stream(), Stream.of(row(ALL, 36))).toList());

        assertThat(finding(csv, null).fault()).isEqualTo(Fault.ROW_OUTSIDE_RANGE);
    }

    @Test
    void leavesAMatchOutAndOpensWhyItMatches() {
        byte[] csv = withoutFirstRow(SOME);
        byte[] proof = withLine(SOME, new ProofLine.Ghost(1, leaf(1), opening(1, Attribute.SEVERITY, "warning")));

        Finding finding = finding(csv, proof);

        assertThat(finding.fault()).isEqualTo(Fault.ROW_LEFT_OUT);
        assertThat(finding.place()).isEqualTo(new Place(Place.File.PROOF, 3, 1L, "/open/value"));
    }

    @Test
    void leavesAMatchOutAndLiesAboutItsSeverity() {
        byte[] proof = withLine(SOME, new ProofLine.Ghost(1, leaf(1), opening(1, Attribute.SEVERITY, "info")));

        assertThat(finding(withoutFirstRow(SOME), proof).fault()).isEqualTo(Fault.GHOST_OPENING);
    }

    @Test
    void leavesAMatchOutAndShowsAnotherEntryInItsPlace() {
        byte[] proof = withLine(SOME, new ProofLine.Ghost(1, leaf(2), opening(2, Attribute.SEVERITY, "info")));

        assertThat(finding(withoutFirstRow(SOME), proof).fault()).isEqualTo(Fault.ROOT);
    }

    @Test
    void leavesAMatchOutAndOpensSomethingThatTheFilterDoesNotAskFor() {
        byte[] proof =
                withLine(SOME, new ProofLine.Ghost(1, leaf(1), opening(1, Attribute.ACTION, "auth.login.failed")));
        byte[] other = withLine(SOME, new ProofLine.Ghost(1, leaf(1), opening(1, Attribute.TRACE, "job-1")));

        assertThat(finding(withoutFirstRow(SOME), proof).fault()).isEqualTo(Fault.ROW_LEFT_OUT);
        assertThat(finding(withoutFirstRow(SOME), other).fault()).isEqualTo(Fault.PROOF_MALFORMED);
    }

    @Test
    void leavesAMatchOutAndShowsNothingOfItSoItIsSaidToBeIncomplete() {
        byte[] proof = withLine(SOME, new ProofLine.Unopened(1, leaf(1).hash()));

        Verdict verdict = verify(withoutFirstRow(SOME), proof);

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verified.class,
                        verified -> assertThat(verified.report().isComplete()).isFalse());
    }

    @Test
    void saysThatAnIncompleteProofIsComplete() {
        byte[] proof = new String(withLine(SOME, new ProofLine.Unopened(1, leaf(1).hash())), StandardCharsets.UTF_8)
                .replace("\"complete\":false", "\"complete\":true")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(finding(withoutFirstRow(SOME), proof).fault()).isEqualTo(Fault.COMPLETE_FLAG);
    }

    @Test
    void leavesAMatchOutAltogether() {
        byte[] csv = withoutFirstRow(SOME);
        byte[] counted = Forger.head(SOME.proof(), head -> Forger.counted(head, head.ghosts() + 1, 0));

        assertThat(finding(csv, SOME.proof()).fault()).isEqualTo(Fault.PROOF_COUNTS);
        assertThat(finding(csv, counted).fault()).isEqualTo(Fault.ENTRY_MISSING);
        assertThat(finding(csv, counted).place().seq()).isEqualTo(1);
    }

    @Test
    void repeatsAnEntry() {
        byte[] proof = Forger.body(SOME.proof(), lines -> {
            lines.set(4, lines.get(3));
            return lines;
        });

        assertThat(finding(SOME.csv(), proof).fault()).isEqualTo(Fault.ENTRY_REPEATED);
    }

    @Test
    void looksAtTooShortARangeWithoutSayingWhy() {
        byte[] csv = Forger.range(SOME.csv(), new ExportRange(37, 0, 35));

        assertThat(finding(csv, null).fault()).isEqualTo(Fault.RANGE_TOO_SHORT);
    }

    @Test
    void beginsTheRangeTooLate() {
        ExportRange honest = PART.manifest().range();
        ExportRange late = new ExportRange(37, honest.fromSeq() + 2, honest.toSeq());

        TestExport forged = TestExport.of(LOG, MINUTE, List.of(), late);

        assertThat(finding(forged.csv(), forged.proof()).fault()).isEqualTo(Fault.EDGE_TIME);
        assertThat(finding(forged.csv(), forged.proof()).place().seq()).isEqualTo(honest.fromSeq() + 1);
    }

    @Test
    void endsTheRangeTooEarlyAndLiesAboutItsEdge() {
        ExportRange honest = PART.manifest().range();
        ExportRange early = new ExportRange(37, honest.fromSeq(), honest.toSeq() - 1);
        TestExport forged = TestExport.of(LOG, MINUTE, List.of(), early);

        assertThat(finding(forged.csv(), forged.proof()).fault()).isEqualTo(Fault.EDGE_TIME);
        assertThat(finding(forged.csv(), edge(forged, 1, e -> edge(e, "2026-11-22T10:02:07.100Z")))
                        .fault())
                .isEqualTo(Fault.EDGE_OPENING);
        assertThat(finding(forged.csv(), edge(forged, 1, e -> edge(e, honest.toSeq())))
                        .fault())
                .isEqualTo(Fault.EDGE_INCLUSION);
    }

    @Test
    void leavesOutAnEdge() {
        byte[] proof = Forger.head(
                PART.proof(), head -> Forger.edges(head, head.edges().subList(1, 3)));

        assertThat(finding(PART.csv(), proof).fault()).isEqualTo(Fault.EDGES);
    }

    @Test
    void signsTheCheckpointByItself() {
        Ed25519Signer itself = Ed25519Signer.of(VectorLog.ORIGIN.text(), new byte[32]);
        byte[] proof = Forger.head(
                ALL.proof(),
                head -> Forger.checkpoint(head, LOG.checkpoint().sign(itself).format()));
        byte[] byExportKey = Forger.head(
                ALL.proof(),
                head -> Forger.checkpoint(
                        head, LOG.checkpoint().sign(VectorLog.EXPORT_KEY).format()));

        assertThat(finding(ALL.csv(), proof).fault()).isEqualTo(Fault.CHECKPOINT_SIGNATURE);
        assertThat(finding(ALL.csv(), byExportKey).fault()).isEqualTo(Fault.CHECKPOINT_SIGNATURE);
    }

    @Test
    void signsTheExportByAnotherKey() {
        Ed25519Signer other = Ed25519Signer.of(VectorLog.ORIGIN.exportsKeyName(), new byte[32]);
        byte[] csv = Forger.signed(ALL.csv(), other);
        byte[] posing = new String(csv, StandardCharsets.UTF_8)
                .replace(
                        other.verifierKey().keyId(),
                        VectorLog.EXPORT_KEY.verifierKey().keyId())
                .getBytes(StandardCharsets.UTF_8);

        assertThat(finding(csv, null).fault()).isEqualTo(Fault.EXPORT_KEY);
        assertThat(finding(posing, null).fault()).isEqualTo(Fault.EXPORT_SIGNATURE);
    }

    @Test
    void saysSomethingElseInTheManifest() {
        assertThat(finding(Forger.manifest(ALL.csv(), "rows", "36"), null).fault())
                .isEqualTo(Fault.ROW_COUNT);
        assertThat(finding(Forger.manifest(ALL.csv(), "finalHash", '"' + "0".repeat(64) + '"'), null)
                        .fault())
                .isEqualTo(Fault.FINAL_HASH);
        assertThat(finding(Forger.manifest(ALL.csv(), "csvSha256", '"' + "0".repeat(64) + '"'), null)
                        .fault())
                .isEqualTo(Fault.FILE_HASH);
        assertThat(finding(Forger.manifest(ALL.csv(), "genesis", '"' + "0".repeat(64) + '"'), null)
                        .fault())
                .isEqualTo(Fault.GENESIS);
        assertThat(finding(Forger.manifest(ALL.csv(), "rootHash", '"' + "A".repeat(43) + "=\""), ALL.proof())
                        .fault())
                .isEqualTo(Fault.CHECKPOINT_OTHER);
    }

    @Test
    void showsAnOldStateWhichTheReportDates() {
        TestExport old = TestExport.of(VectorLog.first(9), ExportFilter.NONE, List.of());

        assertThat(verify(old.csv(), old.proof()))
                .isInstanceOfSatisfying(
                        Verified.class,
                        verified -> assertThat(verified.report().log())
                                .isEqualTo(new Report.InLog(
                                        0, 0, LOG.entry(8).entry().time())));
    }

    @Test
    void aLogWhoseTimeGoesBackIsFoundOutInRowsGhostsAndEdges() {
        Instant early = Instant.parse("2020-01-01T00:00:00Z");
        TestExport rows = TestExport.of(LOG.with(5, early), ExportFilter.NONE, List.of());
        ExportFilter none = filter("{'from':'2026-11-22T11:00:00.000Z'}");
        ExportRange whole = ExportRange.whole(37);
        TestExport ghosts = TestExport.of(LOG.with(5, early), none, List.of(), whole);
        TestExport edges = TestExport.of(
                LOG.with(36, early), MINUTE, List.of(), PART.manifest().range());

        assertThat(finding(rows.csv(), null).fault()).isEqualTo(Fault.TIME_GOES_BACK);
        assertThat(finding(rows.csv(), null).place()).isEqualTo(new Place(Place.File.EXPORT, 7, 5L, "time"));
        assertThat(finding(ghosts.csv(), ghosts.proof()).place()).isEqualTo(new Place(Place.File.PROOF, 7, 5L, "time"));
        assertThat(finding(edges.csv(), edges.proof()).fault()).isEqualTo(Fault.TIME_GOES_BACK);
    }

    @Test
    void anEmptyLogIsVerifiedToo() {
        TestExport empty = TestExport.of(VectorLog.first(0), WARNINGS, List.of());

        assertThat(verify(empty.csv(), empty.proof()))
                .isInstanceOfSatisfying(
                        Verified.class,
                        verified -> assertThat(verified.report().log()).isEqualTo(new Report.InLog(0, 0, null)));
    }

    @Test
    void changesAnOpenCellOfARedactedRow() {
        TestExport redacted =
                TestExport.of(LOG, WARNINGS, List.of(Attribute.DESCRIPTION, Attribute.DETAILS, Attribute.TRACE));
        byte[] csv = Forger.rows(redacted.csv(), rows -> {
            rows.set(1, rows.get(1).replace("auth.login.failed", "auth.login.success"));
            return rows;
        });

        Finding finding = finding(csv, redacted.proof());

        assertThat(finding.fault()).isEqualTo(Fault.ROW_MALFORMED);
        assertThat(finding.place()).isEqualTo(new Place(Place.File.EXPORT, 3, null, "action"));
    }

    @Test
    void opensAClosedAttributeInAGhost() {
        List<Attribute> closed = List.of(Attribute.SEVERITY);
        TestExport redacted = TestExport.of(LOG, WARNINGS, closed);
        byte[] proof = Forger.body(redacted.proof(), lines -> {
            lines.set(0, new ProofLine.Ghost(0, leaf(0), opening(0, Attribute.SEVERITY, "info")));
            return lines;
        });

        assertThat(verify(redacted.csv(), redacted.proof()))
                .isInstanceOfSatisfying(
                        Verified.class,
                        verified -> assertThat(verified.report().unchecked()).containsExactly("severity"));
        assertThat(finding(redacted.csv(), proof).fault()).isEqualTo(Fault.PROOF_MALFORMED);
    }

    private static String row(TestExport export, int row) {
        String line = new String(export.csv(), StandardCharsets.UTF_8)
                .lines()
                .toList()
                .get(row + 1);
        return line.substring(0, line.length() - 65);
    }

    private static byte[] withoutFirstRow(TestExport export) {
        return Forger.rows(export.csv(), rows -> rows.subList(1, rows.size()));
    }

    private static byte[] withLine(TestExport export, ProofLine line) {
        return Forger.body(export.proof(), lines -> {
            lines.add(1, line);
            return lines;
        });
    }

    private static Leaf leaf(long seq) {
        return LOG.entry(seq).leaf();
    }

    private static Opening opening(long seq, Attribute attribute, String value) {
        return new Opening(
                attribute, Json.of(value), HexText.of(LOG.entry(seq).seed().salt(attribute)));
    }

    private static byte[] edge(TestExport export, int edge, UnaryOperator<ProofEdge> change) {
        return Forger.head(export.proof(), head -> {
            List<ProofEdge> edges = new ArrayList<>(head.edges());
            edges.set(edge, change.apply(edges.get(edge)));
            return Forger.edges(head, edges);
        });
    }

    private static ProofEdge edge(ProofEdge edge, String time) {
        return new ProofEdge(edge.seq(), edge.leaf(), opening(edge.seq(), Attribute.TIME, time), edge.proof());
    }

    private static ProofEdge edge(ProofEdge edge, long otherEntry) {
        return new ProofEdge(
                edge.seq(),
                leaf(otherEntry),
                opening(
                        otherEntry,
                        Attribute.TIME,
                        LedgerTime.text(LOG.entry(otherEntry).entry().time())),
                edge.proof());
    }

    private static Finding finding(byte[] csv, byte @Nullable [] proof) {
        Verdict verdict = verify(csv, proof);
        assertThat(verdict).isInstanceOf(Tampered.class);
        return ((Tampered) verdict).finding();
    }

    private static Verdict verify(byte[] csv, byte @Nullable [] proof) {
        Source proofSource = proof == null ? null : () -> new ByteArrayInputStream(proof);
        try {
            return ExportVerifier.trusting(VectorLog.KEYS).verify(() -> new ByteArrayInputStream(csv), proofSource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ExportFilter filter(String json) {
        byte[] text = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return ExportFilter.parse((Json.Obj) JsonReader.parse(text));
    }
}
