package io.certtrail.e2e.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.testkit.programs.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** EU DSS ({@code infra/dss}) in a process of its own: its Bouncy Castle is older than the one that seals. */
final class Dss {
    private static final Path TARGET = Path.of(System.getProperty("certtrail.root", "../.."), "infra", "dss", "target");

    private Dss() {}

    /** What it says of a signature, in the words of ETSI EN 319 102-1; {@code -} for what there is not. */
    record Signature(
            String file,
            String field,
            String indication,
            String subIndication,
            String level,
            String covers,
            String stamps) {
        private static Signature of(String line) {
            String[] parts = line.split("\t", -1);
            assertThat(parts).as(line).hasSize(7);
            return new Signature(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6]);
        }

        /** For comparison: who signed, and the verdict. */
        String verdict() {
            return String.join(" ", field, indication, level, covers, stamps);
        }
    }

    /** What it found, and whether it was content with all. */
    record Found(boolean isPassed, List<Signature> signatures) {
        List<String> of(String file) {
            return signatures.stream()
                    .filter(signature -> signature.file().equals(file))
                    .map(Signature::verdict)
                    .toList();
        }
    }

    /** Shows it files of a folder. */
    static Found check(Path folder, List<Path> trusted, String... files) throws IOException, InterruptedException {
        String libraries = Files.readString(TARGET.resolve("class-path")).strip();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                TARGET.resolve("classes").toAbsolutePath() + File.pathSeparator + libraries,
                "io.certtrail.dss.DssCheck"));
        trusted.forEach(certificate -> command.addAll(List.of("--trust", certificate.toString())));
        command.addAll(List.of(files));
        Programs.Run run = Programs.run(folder, command.toArray(String[]::new));
        assertThat(run.exit()).as(run.output()).isIn(0, 1);
        List<Signature> signatures = Stream.of(run.output().split("\n"))
                .filter(line -> !line.isBlank())
                .map(Signature::of)
                .toList();
        return new Found(run.exit() == 0, signatures);
    }
}
