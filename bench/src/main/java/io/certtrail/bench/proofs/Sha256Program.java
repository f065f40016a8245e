package io.certtrail.bench.proofs;

import io.certtrail.testkit.programs.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The system's own program that hashes a file. */
final class Sha256Program {
    private static final List<List<String>> PROGRAMS = List.of(List.of("sha256sum"), List.of("shasum", "-a", "256"));

    private static final Optional<List<String>> PROGRAM = PROGRAMS.stream()
            .filter(program -> Programs.find(program.getFirst()).isPresent())
            .findFirst();

    static final boolean FOUND = PROGRAM.isPresent();

    private Sha256Program() {}

    /** Hashes a file, and waits for it. */
    static void hash(Path file) throws IOException, InterruptedException {
        List<String> command = Stream.concat(PROGRAM.orElseThrow().stream(), Stream.of(file.toString()))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(command + " failed");
        }
    }
}
