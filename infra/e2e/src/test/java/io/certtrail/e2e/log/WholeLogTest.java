package io.certtrail.e2e.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.cli.Main;
import io.certtrail.testkit.bench.LogMaker;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command line on a published log that is larger than its heap: the whole of it, and one with an entry changed.
 * {@code -Dcerttrail.log=1000000}, or the nightly run, makes it a million entries (380 MB in the temporary folder).
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeLogTest {
    private static final long ENTRIES =
            Long.getLong("certtrail.log", Boolean.getBoolean("certtrail.nightly") ? 1_000_000 : 40_000);
    private static final String HEAP = "-Xmx12m";

    @TempDir
    static Path folder;

    @BeforeAll
    static void aLog() throws IOException {
        assertThat(LogMaker.make(folder, ENTRIES, ENTRIES / 20).size()).isEqualTo(ENTRIES);
    }

    @Test
    @Order(1)
    void verifiesWholeInMemoryThatDoesNotGrowWithIt() throws IOException, InterruptedException {
        Instant start = Instant.now();

        Run run = verify(
                "--against", folder.resolve("log/checkpoints/" + ENTRIES / 2).toString());

        System.out.printf(
                "%d entries with %s in %d ms%n",
                ENTRIES, HEAP, Duration.between(start, Instant.now()).toMillis());
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output())
                .startsWith("verified: ")
                .contains(" saved checkpoints were signed by the log's key")
                .contains("It extends what was kept in ");
    }

    @Test
    @Order(2)
    void namesTheOneEntryThatWasChanged() throws IOException, InterruptedException {
        long seq = ENTRIES - 700;
        long bundle = seq / 256;
        String name = "%s%03d".formatted(bundle < 1000 ? "" : "x%03d/".formatted(bundle / 1000), bundle % 1000);
        Path file = folder.resolve("log/tile/entries/" + name);
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) (seq % 256) * 339 + 200] ^= 1;
        Files.write(file, bytes);

        Run run = verify();

        assertThat(run.exit()).as(run.output()).isEqualTo(1);
        assertThat(run.output()).startsWith("TAMPERED: tile/0/" + name + " (seq " + seq + ")\n");
    }

    /** That of the command line alone: the one of this test names so many archives that a small heap does not hold them. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(path -> path.matches(".*([/-]cli|[/-]ledger|[/-]domain|jackson-core)[/-].*"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private record Run(int exit, String output) {}

    private static Run verify(String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                Main.class.getName(),
                "verify",
                "--log",
                folder.resolve("log").toString(),
                "--keys",
                folder.resolve("log.vkey").toString()));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }
}
