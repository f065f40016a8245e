package io.certtrail.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.Vectors;
import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.export.TestExport;
import io.certtrail.ledger.export.VectorLog;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.ledger.verify.Verdict.Tampered;
import io.certtrail.ledger.verify.Verdict.Verified;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thousands of exports and proofs with one thing changed at random: none is verified, and the finding names the place.
 * {@code -Dcerttrail.seed=N} runs one seed again, {@code -Dcerttrail.mutations=N} N times as many.
 */
class MutationsTest {
    private static final long SEED = Long.getLong("certtrail.seed", System.nanoTime());
    private static final int MORE = Integer.getInteger("certtrail.mutations", 1);
    private static final ExportVerifier VERIFIER = ExportVerifier.trusting(VectorLog.KEYS);
    private static final int ALSO_BY_SEVERAL_THREADS = 4;
    private static final List<Attribute> CLOSED =
            List.of(Attribute.ACTOR, Attribute.CLIENT, Attribute.DESCRIPTION, Attribute.DETAILS);

    private final Random random = new Random(SEED);
    private int verified;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export-all",
                "export-actor",
                "export-empty",
                "export-errors",
                "export-range",
                "export-redacted",
                "export-text"
            })
    void noMutationOfAVectorIsVerified(String name) throws IOException {
        byte[] csv = Vectors.bytes(name + ".csv");
        byte[] proof = Vectors.bytes(name + ".proof.jsonl");

        mutateCsv(csv, null, 60 * MORE);
        mutateCsv(csv, proof, 5 * MORE);
        mutateProof(csv, proof, 20 * MORE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"severity\":[\"warning\",\"error\"]}",
                "{\"from\":\"2026-11-22T10:00:07.150Z\",\"to\":\"2026-11-22T10:01:07.200Z\",\"actorType\":\"user\"}",
                "{\"from\":\"2026-11-22T10:00:07.150Z\",\"to\":\"2026-11-22T10:01:07.100Z\"}",
                "{\"resource\":\"vault\",\"q\":\"plain\"}"
            })
    void noMutationOfASmallExportIsVerified(String filter) throws IOException {
        TestExport full = TestExport.of(VectorLog.first(20), filter(filter), List.of());
        TestExport redacted = TestExport.of(VectorLog.first(19), filter(filter), CLOSED);
        for (TestExport export : List.of(full, redacted)) {
            mutateCsv(export.csv(), null, 200 * MORE);
            mutateCsv(export.csv(), export.proof(), 100 * MORE);
            mutateProof(export.csv(), export.proof(), 200 * MORE);
        }
    }

    /** A byte of a small export, each one of them in turn, set to some other value. */
    @Test
    void noSingleByteOfAnExportCanBeChanged() throws IOException {
        TestExport export = TestExport.of(VectorLog.first(5), ExportFilter.NONE, List.of());
        for (int at = 0; at < export.csv().length; at++) {
            byte[] changed = export.csv().clone();
            changed[at] ^= (byte) (1 + random.nextInt(255));
            requireTampered(changed, null, "byte " + at);
        }
    }

    /** The same with its proof. */
    @Test
    void noSingleByteOfAProofCanBeChanged() throws IOException {
        TestExport export =
                TestExport.of(VectorLog.first(3), filter("{\"severity\":[\"info\"],\"q\":\"nowhere\"}"), List.of());
        for (int at = 0; at < export.proof().length; at++) {
            byte[] changed = export.proof().clone();
            changed[at] ^= (byte) (1 + random.nextInt(255));
            requireTampered(export.csv(), changed, "byte " + at);
        }
    }

    private void mutateCsv(byte[] csv, byte @Nullable [] proof, int times) throws IOException {
        requireVerified(csv, proof);
        for (int i = 0; i < times; i++) {
            Mutation mutation = Mutation.of(csv, random);
            Finding finding = requireTampered(mutation.bytes(), proof, mutation.what());
            Place place = finding.place();

            assertThat(place.file()).as(about(mutation.what())).isEqualTo(Place.File.EXPORT);
            if (!isOtherFilter(finding, mutation, csv)) {
                assertThat(place.line()).as(about(mutation.what())).isBetween(mutation.line() - 1, mutation.line() + 1);
            }
        }
    }

    /** Whether the manifest's filter became another valid one: the first row that contradicts it is the place then. */
    private static boolean isOtherFilter(Finding finding, Mutation mutation, byte[] csv) {
        return finding.fault() == Fault.ROW_NO_MATCH && mutation.line() == linesOf(csv);
    }

    private static long linesOf(byte[] csv) {
        return new String(csv, StandardCharsets.UTF_8).lines().count();
    }

    private void mutateProof(byte[] csv, byte[] proof, int times) throws IOException {
        requireVerified(csv, proof);
        for (int i = 0; i < times; i++) {
            Mutation mutation = Mutation.of(proof, random);
            Place place =
                    requireTampered(csv, mutation.bytes(), mutation.what()).place();

            assertThat(place.file()).as(about(mutation.what())).isEqualTo(Place.File.PROOF);
            assertThat(place.line() == 1 || Math.abs(place.line() - mutation.line()) <= 1)
                    .as(about(mutation.what() + ": " + place))
                    .isTrue();
        }
    }

    private void requireVerified(byte[] csv, byte @Nullable [] proof) throws IOException {
        assertThat(verify(csv, proof)).isInstanceOf(Verified.class);
    }

    private Finding requireTampered(byte[] csv, byte @Nullable [] proof, String what) throws IOException {
        Verdict verdict = verify(csv, proof);
        assertThat(verdict).as(about(what)).isInstanceOf(Tampered.class);
        Finding finding = ((Tampered) verdict).finding();
        assertThat(finding.place().line()).as(about(what)).isPositive();
        assertThat(finding.expected()).as(about(what)).isNotEmpty().isNotEqualTo(finding.found());
        return finding;
    }

    /** What several threads find is now and then held against what one finds. */
    private Verdict verify(byte[] csv, byte @Nullable [] proof) throws IOException {
        Source proofSource = proof == null ? null : () -> new ByteArrayInputStream(proof);
        Verdict verdict = VERIFIER.verify(() -> new ByteArrayInputStream(csv), proofSource);
        if (verified++ % ALSO_BY_SEVERAL_THREADS == 0) {
            Verdict again = VERIFIER.withThreads(3).verify(() -> new ByteArrayInputStream(csv), proofSource);
            assertThat(again.toString()).as(about("by three threads")).isEqualTo(verdict.toString());
        }
        return verdict;
    }

    private static String about(String what) {
        return what + " (seed " + SEED + ")";
    }

    private static ExportFilter filter(String json) {
        return ExportFilter.parse((Json.Obj) JsonReader.parse(json.getBytes(StandardCharsets.UTF_8)));
    }
}
