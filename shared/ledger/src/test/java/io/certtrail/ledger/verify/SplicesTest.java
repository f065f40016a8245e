package io.certtrail.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.checkpoint.NoteSigner;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.checkpoint.SignedNote;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.export.Forger;
import io.certtrail.ledger.export.TestExport;
import io.certtrail.ledger.export.TestExport.Owner;
import io.certtrail.ledger.export.VectorLog;
import io.certtrail.ledger.verify.Verdict.Tampered;
import io.certtrail.ledger.verify.Verdict.Undecided;
import io.certtrail.ledger.verify.Verdict.Verified;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Parts of two tenants' exports put together, keys in each other's place, and what is there too much: each is called what it
 * is. Both tenants have logged the same entries, and both tenants' keys are trusted, so that nothing but names and keys
 * tells them apart.
 */
class SplicesTest {
    private static final Origin BETA = new Origin(VectorLog.ORIGIN.logName(), "beta", 1);
    private static final Ed25519Signer BETA_LOG = key(BETA.text(), 1);
    private static final Ed25519Signer BETA_EXPORTS = key(BETA.exportsKeyName(), 2);
    private static final VectorLog LOG = VectorLog.first(12);
    private static final TestExport ACME = TestExport.of(LOG, ExportFilter.NONE, List.of());
    private static final TestExport OLDER = TestExport.of(VectorLog.first(11), ExportFilter.NONE, List.of());
    private static final TestExport OF_BETA = TestExport.of(new Owner(BETA, BETA_LOG, BETA_EXPORTS), LOG);
    private static final TrustedKeys BOTH = new TrustedKeys(List.of(
            VectorLog.LOG_KEY.verifierKey(),
            VectorLog.EXPORT_KEY.verifierKey(),
            BETA_LOG.verifierKey(),
            BETA_EXPORTS.verifierKey()));

    static Stream<Arguments> splices() {
        List<String> acme = lines(ACME.csv());
        List<String> beta = lines(OF_BETA.csv());
        return Stream.of(
                splice("one row of beta's", swapped(acme, beta, 4, 5), ACME.proof(), Fault.ROW_CHANGED, 5),
                splice("all rows of beta's", swapped(acme, beta, 1, 13), ACME.proof(), Fault.ROW_CHANGED, 2),
                splice("beta's manifest", swapped(acme, beta, 13, 14), ACME.proof(), Fault.ROW_CHANGED, 2),
                splice("beta's proof", ACME.csv(), OF_BETA.proof(), Fault.PROOF_OF_ANOTHER_EXPORT, 1),
                splice("an older proof", ACME.csv(), OLDER.proof(), Fault.PROOF_OF_ANOTHER_EXPORT, 1),
                splice(
                        "an older export's proof lines",
                        ACME.csv(),
                        twice(OLDER.proof()),
                        Fault.PROOF_OF_ANOTHER_EXPORT,
                        1),
                splice("beta's checkpoint", ACME.csv(), noted(betas(), BETA_LOG), Fault.CHECKPOINT_OTHER, 1),
                splice("an older checkpoint", ACME.csv(), noted(older(), VectorLog.LOG_KEY), Fault.CHECKPOINT_OTHER, 1),
                splice("signed by beta's key", ACME.csv(), noted(acmes(), BETA_LOG), Fault.CHECKPOINT_SIGNATURE, 1),
                splice(
                        "a checkpoint by the export key",
                        ACME.csv(),
                        noted(acmes(), VectorLog.EXPORT_KEY),
                        Fault.CHECKPOINT_SIGNATURE,
                        1),
                splice(
                        "a checkpoint by beta's key in acme's name",
                        ACME.csv(),
                        noted(acmes(), key(VectorLog.ORIGIN.text(), 1)),
                        Fault.CHECKPOINT_SIGNATURE,
                        1),
                splice(
                        "an export by the log's key",
                        Forger.signed(ACME.csv(), VectorLog.LOG_KEY),
                        ACME.proof(),
                        Fault.EXPORT_KEY,
                        14),
                splice(
                        "an export by beta's export key",
                        Forger.signed(ACME.csv(), BETA_EXPORTS),
                        ACME.proof(),
                        Fault.EXPORT_KEY,
                        14),
                splice("two exports in one file", twice(ACME.csv()), ACME.proof(), Fault.TRAILING_BYTES, 15),
                splice("a proof in the export", joined(ACME.csv(), ACME.proof()), null, Fault.TRAILING_BYTES, 15),
                splice("an empty line at the end", joined(ACME.csv(), bytes("\n")), null, Fault.TRAILING_BYTES, 15),
                splice("two proofs in one file", ACME.csv(), twice(ACME.proof()), Fault.PROOF_MALFORMED, 2),
                splice(
                        "an empty line in the proof",
                        ACME.csv(),
                        joined(ACME.proof(), bytes("\n")),
                        Fault.PROOF_MALFORMED,
                        2),
                splice("export and proof swapped", ACME.proof(), ACME.csv(), Fault.NOT_AN_EXPORT, 1),
                splice("an export as its proof", ACME.csv(), ACME.csv(), Fault.PROOF_MALFORMED, 1),
                splice("a compressed export", gzip(ACME.csv()), ACME.proof(), Fault.NOT_AN_EXPORT, 1),
                splice("a compressed proof", ACME.csv(), gzip(ACME.proof()), Fault.PROOF_MALFORMED, 1),
                splice(
                        "too many rows said",
                        Forger.manifest(ACME.csv(), "rows", "13"),
                        ACME.proof(),
                        Fault.ROW_COUNT,
                        14),
                splice(
                        "a larger tree said",
                        Forger.manifest(ACME.csv(), "treeSize", "13"),
                        ACME.proof(),
                        Fault.RANGE_TOO_SHORT,
                        14));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("splices")
    void isCalledWhatItIs(String what, byte[] csv, byte[] proof, Fault fault, long line) throws IOException {
        Verdict verdict = verify(BOTH, csv, proof.length == 0 ? null : proof);

        assertThat(verdict).isInstanceOf(Tampered.class);
        Finding finding = ((Tampered) verdict).finding();
        assertThat(finding.fault()).as(finding.toString()).isEqualTo(fault);
        assertThat(finding.place().line()).as(finding.toString()).isEqualTo(line);
    }

    @Test
    void unsplicedBothAreVerifiedEachByItsOwnKeys() throws IOException {
        assertThat(verify(BOTH, ACME.csv(), ACME.proof())).isInstanceOf(Verified.class);
        assertThat(verify(BOTH, OF_BETA.csv(), OF_BETA.proof())).isInstanceOf(Verified.class);
    }

    @Test
    void anotherTenantsWholeExportIsNotVerifiedByTheKeysOfThisOne() throws IOException {
        Verdict verdict = verify(VectorLog.KEYS, OF_BETA.csv(), OF_BETA.proof());

        assertThat(verdict).isInstanceOf(Undecided.class);
        assertThat(((Undecided) verdict).explanation()).contains(BETA.exportsKeyName());
    }

    private static Arguments splice(String what, byte[] csv, byte @Nullable [] proof, Fault fault, long line) {
        return Arguments.of(what, csv, proof == null ? new byte[0] : proof, fault, line);
    }

    private static Checkpoint acmes() {
        return LOG.checkpoint();
    }

    private static Checkpoint older() {
        return VectorLog.first(11).checkpoint();
    }

    private static Checkpoint betas() {
        return new Checkpoint(BETA, LOG.size(), LOG.checkpoint().root());
    }

    private static byte[] noted(Checkpoint checkpoint, NoteSigner key) {
        SignedNote note = checkpoint.sign(key);
        return Forger.head(ACME.proof(), head -> Forger.checkpoint(head, note.format()));
    }

    private static byte[] swapped(List<String> ours, List<String> theirs, int from, int to) {
        List<String> lines = new ArrayList<>(ours);
        for (int i = from; i < to; i++) {
            lines.set(i, theirs.get(i));
        }
        return bytes(String.join("\n", lines) + '\n');
    }

    private static byte[] twice(byte[] file) {
        return joined(file, file);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(file);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    private static List<String> lines(byte[] file) {
        return new String(file, StandardCharsets.UTF_8).lines().toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Ed25519Signer key(String name, int number) {
        byte[] seed = new byte[Ed25519Signer.SEED_SIZE];
        seed[0] = (byte) number;
        return Ed25519Signer.of(name, seed);
    }

    private static Verdict verify(TrustedKeys keys, byte[] csv, byte @Nullable [] proof) throws IOException {
        return ExportVerifier.trusting(keys)
                .verify(
                        () -> new ByteArrayInputStream(csv),
                        proof == null ? null : () -> new ByteArrayInputStream(proof));
    }
}
