package io.certtrail.ledger.verify;

import io.certtrail.ledger.export.Manifest;
import io.certtrail.ledger.export.ManifestMac;
import io.certtrail.ledger.verify.Lines.Line;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies an export, offline and in memory that does not grow with it. What is wrong is looked for in the order of the
 * files, the export first: so a finding is the first thing that is wrong. No key is ever taken from the files.
 *
 * <pre>{@code
 * Verdict verdict = ExportVerifier.trusting(keys).verify(export, proof);
 * }</pre>
 *
 * Immutable and thread-safe, unless it notes the tree's states.
 */
public final class ExportVerifier {
    private final TrustedKeys keys;
    private final @Nullable ManifestMac mac;
    private final TreeStates states;
    private final int threads;

    private ExportVerifier(TrustedKeys keys, @Nullable ManifestMac mac, TreeStates states, int threads) {
        this.keys = keys;
        this.mac = mac;
        this.states = states;
        this.threads = threads;
    }

    public static ExportVerifier trusting(TrustedKeys keys) {
        return new ExportVerifier(keys, null, new TreeStates(List.of()), 1);
    }

    /** The same, which checks the HMAC too. */
    public ExportVerifier withSecret(ManifestMac newMac) {
        return new ExportVerifier(keys, newMac, states, threads);
    }

    /** The same, which notes the roots that are wanted: for one verification. */
    public ExportVerifier noting(TreeStates newStates) {
        return new ExportVerifier(keys, mac, newStates, threads);
    }

    /**
     * The same, with some threads that read the rows; what it finds is the same.
     *
     * @throws IllegalArgumentException if there is none
     */
    public ExportVerifier withThreads(int newThreads) {
        if (newThreads < 1) {
            throw new IllegalArgumentException("rows are read by at least one thread, found " + newThreads);
        }
        return new ExportVerifier(keys, mac, states, newThreads);
    }

    /**
     * Verifies an export.
     *
     * @param proof its proof file; null if there is none at hand, then nothing is said about the log
     * @throws IOException if a file can't be read, or changes meanwhile
     */
    public Verdict verify(Source export, @Nullable Source proof) throws IOException {
        try {
            Line manifestLine = ManifestFinder.find(export);
            Manifest manifest = ManifestCheck.read(manifestLine);
            return verify(export, proof, manifest, manifestLine);
        } catch (FaultException e) {
            return new Verdict.Tampered(e.finding());
        }
    }

    private Verdict verify(Source export, @Nullable Source proof, Manifest manifest, Line manifestLine)
            throws IOException {
        Place place = Place.export(manifestLine.number());
        try (Lines lines = new Lines(export.open(), Place.File.EXPORT);
                RowReader rows = new RowReader(lines, manifest, manifestLine, proof != null, threads)) {
            Proven proven = proof == null ? Proven.NOTHING : prove(proof, manifest, rows);
            rows.finish();
            ManifestCheck.authenticate(manifest, mac, place);
            boolean isExportKeyKnown = ManifestCheck.isSigned(manifest, keys, place);
            if (proven.fault() != null) {
                throw proven.fault();
            }
            return verdict(manifest, isExportKeyKnown, proven.result(), rows.dropped());
        }
    }

    /** What the proof has shown, or what is wrong with it: of which the export's own faults go first. */
    private record Proven(
            ProofCheck.@Nullable Result result, @Nullable FaultException fault) {
        static final Proven NOTHING = new Proven(null, null);
    }

    private Proven prove(Source proof, Manifest manifest, RowReader rows) throws IOException {
        try (Lines lines = new Lines(proof.open(), Place.File.PROOF)) {
            return new Proven(new ProofCheck(lines, manifest, rows, states).check(keys), null);
        } catch (FaultException e) {
            if (rows.isBroken()) {
                throw e;
            }
            return new Proven(null, e);
        }
    }

    private Verdict verdict(
            Manifest manifest, boolean isExportKeyKnown, ProofCheck.@Nullable Result proven, List<Dropped> dropped) {
        if (keys.keys().isEmpty()) {
            return new Verdict.Undecided(
                    Verdict.Reason.NO_KEYS,
                    "The file agrees with itself, but whoever changes a file can make it do so. Give the log's "
                            + "verifier keys, as you got them from its owner.");
        }
        if (!isExportKeyKnown) {
            return unknownKey(Verdict.Reason.NO_EXPORT_KEY, manifest.origin().exportsKeyName());
        }
        if (proven != null && proven.signers().isEmpty()) {
            return unknownKey(Verdict.Reason.NO_LOG_KEY, manifest.origin().text());
        }
        return new Verdict.Verified(new Report(
                manifest,
                mac != null,
                proven == null ? null : proven.inLog(),
                manifest.filter().unchecked(manifest.closed()),
                dropped,
                proven == null ? List.of() : proven.signers()));
    }

    private Verdict unknownKey(Verdict.Reason reason, String name) {
        return new Verdict.Undecided(
                reason,
                "The file says that it is of a log whose key is called " + name + ". The keys given are "
                        + Keys.shown(keys.keys()) + ": either they are another log's, or the file is.");
    }
}
