package io.certtrail.e2e.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.testkit.programs.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The published log as a tlog-tiles client reads it that others wrote (the Go program beside this module's sources). */
@Timeout(300)
class TlogClientTest {
    private static final Path TLOGCHECK =
            Path.of(System.getProperty("certtrail.root", "../.."), "infra", "e2e", "tlogcheck");
    private static final Path LOG = Path.of("s3", "log", "certtrail.local", "default", "1");

    @Test
    void acceptsEveryEntryAndEveryTwoCheckpointsAndSeesAFlippedByte(@TempDir Path folder) throws Exception {
        Programs.require("go");
        Path program = folder.resolve("tlogcheck");
        Programs.Run build = Programs.run(TLOGCHECK, "go", "build", "-o", program.toString(), ".");
        assertThat(build.exit()).as(build.output()).isZero();
        Path data = folder.resolve("data");
        publish(data, new Corpus("tlog client", 600));

        Programs.Run whole = check(program, data);

        assertThat(whole.exit()).as(whole.output()).isZero();
        assertThat(whole.output()).contains("entries included").contains("consistency proofs");

        flipOneByte(data.resolve(LOG).resolve("tile/entries/000"));
        Programs.Run damaged = check(program, data);
        assertThat(damaged.exit()).as(damaged.output()).isEqualTo(1);
    }

    /** Enough for two full tiles and a partial one, and for several checkpoints. */
    private static void publish(Path data, Corpus corpus) throws Exception {
        try (CloudProcess cloud = CloudProcess.start(data);
                ApiClient api = cloud.api()) {
            for (int from = 0; from < corpus.ids().size(); from += 200) {
                corpus.importInto(api, from);
                UUID last = corpus.ids().getLast();
                assertThat(api.get("/api/audit/" + last + "?wait=10").statusCode())
                        .isEqualTo(200);
                // A proof needs a checkpoint at once, whatever the budget says.
                assertThat(api.get("/api/audit/" + last + "/proof").statusCode())
                        .isEqualTo(200);
            }
            assertThat(cloud.stop()).isNotNegative();
        }
    }

    private static Programs.Run check(Path program, Path data) throws IOException, InterruptedException {
        return Programs.run(data, program.toString(), "-log", LOG.toString(), "-keys", "log.vkey");
    }

    private static void flipOneByte(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }
}
