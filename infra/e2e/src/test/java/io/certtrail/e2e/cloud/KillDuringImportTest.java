package io.certtrail.e2e.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at any moment during an import, restart, import again. {@code -Dkills=N} for as many as one likes,
 * {@code -Dnightly} for 30.
 */
@Timeout(3600)
class KillDuringImportTest {
    private static final int KILLS = Integer.getInteger("kills", System.getProperty("nightly") == null ? 4 : 30);
    private static final int EVENTS = 600;
    private static final int LONGEST_LIFE_MS = 3_000;
    private static final Duration CHECKPOINT_POLL = Duration.ofMillis(20);
    private static final Duration LONGEST_LAG = Duration.ofSeconds(90);

    private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> checkpoints = ConcurrentHashMap.newKeySet();

    @Test
    void everyEventIsThereOnceAndEachCheckpointExtendsEveryEarlierOne(@TempDir Path folder) throws Exception {
        long seed = System.nanoTime();
        System.out.println("kill test, seed " + seed);
        Random random = new Random(seed);
        Path data = folder.resolve("data");
        Corpus corpus = new Corpus("kill", EVENTS);
        for (int kill = 0; kill < KILLS; kill++) {
            importUntilKilled(data, corpus, random.nextInt(EVENTS), random.nextInt(LONGEST_LIFE_MS));
        }

        try (CloudProcess cloud = CloudProcess.start(data);
                ApiClient api = cloud.api()) {
            Set<UUID> rest = new HashSet<>(acknowledged);
            acknowledged.addAll(corpus.importInto(api, 0));
            assertThat(acknowledged).containsExactlyInAnyOrderElementsOf(corpus.ids());
            awaitAll(api, corpus);
            checkpoints.add(api.checkpoint());

            ExportFiles files = ExportFiles.get(cloud, api, folder);
            files.verified();
            files.extendsAll(checkpoints);
            assertThat(files.ids()).containsKeys(corpus.ids().toArray(UUID[]::new));
            assertThat(files.ids().values()).as("each event once").containsOnly(1);
            System.out.printf(
                    "%d kills, %d of %d events acknowledged before them, %d checkpoints seen%n",
                    KILLS, rest.size(), EVENTS, checkpoints.size());
        }
    }

    private void importUntilKilled(Path data, Corpus corpus, int from, int lifeMillis) throws Exception {
        try (CloudProcess cloud = CloudProcess.start(data);
                ApiClient api = cloud.api();
                ApiClient watcher = cloud.api()) {
            Thread importer = Thread.ofVirtual().start(() -> importInto(api, corpus, from));
            Thread watching = Thread.ofVirtual().start(() -> watch(watcher));
            Thread.sleep(lifeMillis);
            cloud.kill();
            importer.join();
            watching.join();
        }
    }

    private void importInto(ApiClient api, Corpus corpus, int from) {
        try {
            acknowledged.addAll(corpus.importInto(api, from));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(ApiClient api) {
        try {
            while (true) {
                checkpoints.add(api.checkpoint());
                Thread.sleep(CHECKPOINT_POLL);
            }
        } catch (IOException | AssertionError e) {
            // Killed, or none is signed yet.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitAll(ApiClient api, Corpus corpus) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_LAG.toNanos();
        Set<UUID> missing = new HashSet<>(corpus.ids());
        while (!missing.isEmpty()) {
            assertThat(System.nanoTime())
                    .as("%d events are not logged", missing.size())
                    .isLessThan(deadline);
            Map<UUID, Integer> found = api.findAll();
            missing.removeAll(found.keySet());
        }
    }
}
