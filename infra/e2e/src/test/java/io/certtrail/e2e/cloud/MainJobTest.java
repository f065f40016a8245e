package io.certtrail.e2e.cloud;

import static io.certtrail.e2e.cloud.ApiClient.member;
import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.verify.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of an event: posted, searched, exported, verified. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MainJobTest {
    private static final Corpus CORPUS = new Corpus("main job", 150);

    private final Running running = new Running();

    /** The cloud that the tests share. */
    private static final class Running {
        private @Nullable CloudProcess cloud;

        CloudProcess cloud() {
            return Objects.requireNonNull(cloud);
        }
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        running.cloud = CloudProcess.start(folder.resolve("data"));
        try (ApiClient api = running.cloud().api()) {
            assertThat(CORPUS.importInto(api, 0)).hasSize(CORPUS.ids().size());
            UUID last = CORPUS.ids().getLast();
            assertThat(api.get("/api/audit/" + last + "?wait=10").statusCode()).isEqualTo(200);
        }
    }

    @AfterAll
    void stop() throws Exception {
        running.cloud().close();
    }

    @Test
    void everyPostedEventIsFoundOnceHoweverOftenItWasSent() throws Exception {
        try (ApiClient api = running.cloud().api()) {
            CORPUS.importInto(api, 0);

            Map<UUID, Integer> found = api.findAll();

            assertThat(found).containsKeys(CORPUS.ids().toArray(UUID[]::new));
            assertThat(found.values()).containsOnly(1);
        }
    }

    @Test
    void anExportVerifiesAndHoldsEveryEvent(@TempDir Path folder) throws Exception {
        try (ApiClient api = running.cloud().api()) {
            String earlier = api.checkpoint();
            ExportFiles files = ExportFiles.get(running.cloud(), api, folder);

            Report report = files.verified();

            assertThat(files.ids()).containsKeys(CORPUS.ids().toArray(UUID[]::new));
            assertThat(report.manifest().rows()).isEqualTo(files.ids().size());
            files.extendsAll(List.of(earlier));
        }
    }

    @Test
    void followingTheRedirectsOfTheShortFormEndsWithTheFile(@TempDir Path folder) throws Exception {
        try (ApiClient api = running.cloud().api()) {
            Path file = folder.resolve("export.csv");

            api.download("/api/audit/export?format=csv&action=custom.*", file);

            assertThat(Files.readAllLines(file)).hasSizeGreaterThan(CORPUS.ids().size());
        }
    }

    @Test
    void anEntryIsProvedToBeInTheLog() throws Exception {
        try (ApiClient api = running.cloud().api()) {
            assertThat(member(api.getJson("/api/audit/" + CORPUS.ids().getFirst() + "/proof"), "checkpoint"))
                    .isNotNull();
        }
    }
}
