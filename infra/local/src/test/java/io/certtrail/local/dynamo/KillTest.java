package io.certtrail.local.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, really killed. {@code -Dkills=60} for as many as one likes; {@code -Dnightly} for 50. */
class KillTest {
    private static final int KILLS = Integer.getInteger("kills", System.getProperty("nightly") == null ? 4 : 50);
    private static final int WRITERS = 6;
    private static final int LONGEST_LIFE_MS = 3_000;

    @Test
    void whatWasAcknowledgedSurvivesAKill(@TempDir Path folder) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Set<String> acknowledged = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged.addAll(writeUntilKilled(folder, random.nextInt(LONGEST_LIFE_MS)));
        }

        try (EmbeddedDynamo dynamo = EmbeddedDynamo.onFile(folder)) {
            Set<String> states = ids(dynamo, TransactionWriter.STATE);
            Set<String> outbox = ids(dynamo, TransactionWriter.OUTBOX);
            System.out.printf(
                    "%d kills, %d transactions acknowledged, %d stored%n", KILLS, acknowledged.size(), outbox.size());
            Set<String> lost = new HashSet<>(acknowledged);
            lost.removeAll(outbox);
            assertThat(lost)
                    .as("seed %d: acknowledged of %d and lost", seed, acknowledged.size())
                    .isEmpty();
            assertThat(outbox.equals(states))
                    .as("seed %d: no transaction is there by half", seed)
                    .isTrue();
        }
        assertThat(acknowledged).isNotEmpty();
    }

    private static List<String> writeUntilKilled(Path folder, int lifeMillis) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        TransactionWriter.class.getName(),
                        folder.toString(),
                        Integer.toString(WRITERS))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader reader = process.inputReader(StandardCharsets.US_ASCII)) {
            String first = reader.readLine();
            assertThat(first).isEqualTo(TransactionWriter.READY);
            Thread killer = Thread.ofPlatform().start(() -> kill(process, lifeMillis));
            List<String> acknowledged = readUntilTheEnd(reader);
            killer.join();
            return acknowledged;
        } finally {
            process.destroyForcibly();
        }
    }

    /** The pipe keeps what a killed process has written. */
    private static List<String> readUntilTheEnd(BufferedReader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        String line;
        while ((line = reader.readLine()) != null) {
            lines.add(line);
        }
        return lines;
    }

    private static void kill(Process process, int afterMillis) {
        try {
            Thread.sleep(afterMillis);
            // Through its handle: Process.destroyForcibly also closes the pipe, with what was acknowledged in it.
            process.toHandle().destroyForcibly();
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Set<String> ids(EmbeddedDynamo dynamo, String table) {
        Set<String> ids = new HashSet<>();
        dynamo.client()
                .scanPaginator(
                        request -> request.tableName(table).consistentRead(true).projectionExpression("pk"))
                .items()
                .forEach(item -> ids.add(Objects.requireNonNull(item.get("pk")).s()));
        return ids;
    }
}
