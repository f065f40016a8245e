package io.certtrail.evidence.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.verify.ExportVerifier;
import io.certtrail.ledger.verify.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of a bundle that a program took out of it: all of them, and those that went in. */
final class TakenOut {
    private final ShownBundles shown;
    private final Kind kind;
    private final Path folder;

    /**
     * A look at them.
     *
     * @param folder with nothing else in it
     */
    TakenOut(ShownBundles shown, Kind kind, Path folder) {
        this.shown = shown;
        this.kind = kind;
        this.folder = folder;
    }

    void check() throws Exception {
        List<String> wanted =
                new ArrayList<>(List.of("csv", "proof.jsonl", "manifest.json", "manifest.p7s", "seal.note"));
        if (kind.isStamped()) {
            wanted.add("manifest.tsr");
        }
        String name = file(".csv").getFileName().toString().replaceFirst("csv$", "");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            wanted.stream().map(name::concat).toList());
        }
        Path csv = file(".csv");
        Path proof = file(".proof.jsonl");
        assertThat(proof).hasSameBinaryContentAs(shown.proof(kind));
        Verdict verdict = ExportVerifier.trusting(shown.keys(kind))
                .verify(() -> Files.newInputStream(csv), () -> Files.newInputStream(proof));
        assertThat(verdict).isInstanceOf(Verdict.Verified.class);
        signedAndStamped();
    }

    private Path file(String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** By OpenSSL, which refuses both of anything else. */
    private void signedAndStamped() throws Exception {
        Path manifest = file(".manifest.json");
        byte[] bytes = Files.readAllBytes(manifest);
        bytes[bytes.length / 2] ^= 1;
        Path other = Files.write(folder.resolve("other"), bytes);
        assertThat(cms(0, manifest)).contains("Verification successful");
        assertThat(cms(4, other)).contains("erification failure");
        if (kind.isStamped()) {
            assertThat(stamp(0, manifest)).contains("Verification: OK");
            assertThat(stamp(1, other)).contains("FAILED");
        }
    }

    private String cms(int exit, Path content) throws Exception {
        return openssl(
                exit,
                "cms -verify -binary -inform DER -in %s -content %s -CAfile %s -purpose any -out ok"
                        .formatted(file(".p7s"), content, shown.sealCertificate(kind)));
    }

    private String stamp(int exit, Path content) throws Exception {
        return openssl(
                exit, "ts -verify -in %s -data %s -CAfile %s".formatted(file(".tsr"), content, shown.authority()));
    }

    private String openssl(int exit, String arguments) throws Exception {
        return OutsideCheckersTest.run(exit, folder, ("openssl " + arguments).split(" "));
    }
}
