package io.certtrail.evidence.check;

import io.certtrail.evidence.bundle.Bench;
import io.certtrail.ledger.verify.ExportVerifier;
import io.certtrail.ledger.verify.TrustedKeys;
import io.certtrail.ledger.verify.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Checks bundles as the command line does: the bundle, then its CSV and proof. */
final class Checking {
    private final Path folder;
    private final Trust trust;

    Checking(Path folder, Trust trust) {
        this.folder = folder;
        this.trust = trust;
    }

    static TrustedKeys keys(Bench bench) {
        return bench.ledger.keys();
    }

    static Trust trust(Bench bench) {
        return new Trust(keys(bench), List.of(), List.of());
    }

    static Trust trust(Bench bench, List<X509Certificate> seals, List<X509Certificate> authorities) {
        return new Trust(keys(bench), seals, authorities);
    }

    /** What became of both. */
    sealed interface Outcome {
        record Bad(String what) implements Outcome {}

        @SuppressWarnings("ArrayRecordComponent") // compared by nobody
        record Good(BundleReport report, byte[] csv, byte[] proof) implements Outcome {}
    }

    BundleVerdict bundle(byte[] file) {
        try {
            Path scratch = Files.createTempDirectory(folder, "unpacked");
            return BundleVerifier.trusting(trust).verify(Files.write(folder.resolve("bundle"), file), scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Outcome whole(byte[] file) {
        try {
            return switch (bundle(file)) {
                case BundleVerdict.Tampered(BundleFinding finding) -> new Outcome.Bad(finding.toString());
                case BundleVerdict.Undecided(String why) -> new Outcome.Bad("can't tell: " + why);
                case BundleVerdict.Intact(BundleReport report) -> export(report);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            clean();
        }
    }

    private Outcome export(BundleReport report) throws IOException {
        Verdict verdict = ExportVerifier.trusting(trust.keys())
                .verify(() -> Files.newInputStream(report.table()), () -> Files.newInputStream(report.proof()));
        return verdict instanceof Verdict.Verified
                ? new Outcome.Good(report, Files.readAllBytes(report.table()), Files.readAllBytes(report.proof()))
                : new Outcome.Bad(verdict.toString());
    }

    /** Leaves nothing in the folder, which would be walked through again each time. */
    private void clean() {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
