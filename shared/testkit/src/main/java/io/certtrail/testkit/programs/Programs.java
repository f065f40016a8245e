package io.certtrail.testkit.programs;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs that others wrote, on the {@code PATH}. The variable {@code CERTTRAIL_REQUIRE} names those that must be there, with
 * spaces between: CI sets it, so that no test is passed over.
 */
public final class Programs {
    private static final long MOST_SECONDS = 600;

    private Programs() {}

    /** A run that is over: its exit code, and all that it printed. */
    public record Run(int exit, String output) {}

    /** Where a program is; {@code /usr/sbin} is looked into as well. */
    public static Optional<Path> find(String name) {
        return Stream.concat(Stream.of(variable("PATH").split(File.pathSeparator, -1)), Stream.of("/usr/sbin"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Passes a test over if a program that it needs is not there.
     *
     * @throws AssertionError if it must be there
     */
    public static void require(String... names) {
        List<String> required = List.of(variable("CERTTRAIL_REQUIRE").split(" +"));
        for (String name : names) {
            if (find(name).isEmpty()) {
                String message = name + " is not on the PATH";
                if (required.contains(name)) {
                    throw new AssertionError(message + ", and must be");
                }
                Assumptions.abort(message);
            }
        }
    }

    /** Runs a program to its end, in a folder. */
    public static Run run(Path folder, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("certtrail-run", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " does not end");
            }
            return new Run(process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }

    private static String variable(String name) {
        return System.getenv().getOrDefault(name, "");
    }
}
