package io.certtrail.e2e.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.json.Json;
import io.certtrail.testkit.programs.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole API against its own document, by schemathesis: good requests and bad ones to every operation, with the token of
 * an admin and of a viewer. No 5xx, no status, type, header or body that the document does not have, no bad request taken
 * for a good one, nothing without a token that asks for one. {@code -Dcerttrail.seed=N} draws the same again.
 */
@Timeout(900)
class SchemathesisTest {
    private static final boolean NIGHTLY = Boolean.getBoolean("certtrail.nightly");
    private static final long SEED =
            Long.getLong("certtrail.seed", NIGHTLY ? new Random().nextInt(Integer.MAX_VALUE) : 20261128L);
    private static final int EXAMPLES = NIGHTLY ? 100 : 3;

    private static final Path CONFIGURATION =
            Path.of(System.getProperty("certtrail.root", "../.."), "infra", "e2e", "schemathesis.toml");

    /** What answers well for a good token alone is asked with one of its own: it may make that one useless. */
    private static final String REVOKES = "revokeToken";

    @TempDir
    private Path folder;

    @Test
    void everyAnswerIsOneOfTheDocument() throws Exception {
        Programs.require("schemathesis");
        try (CloudProcess cloud = CloudProcess.start(folder.resolve("data"));
                ApiClient admin = cloud.api()) {
            String token = cloud.file("admin-token").strip();
            conforms(cloud, token, "--exclude-operation-id", REVOKES);
            assertThat(admin.get("/api/tokens").statusCode())
                    .as("the token was good to the end")
                    .isEqualTo(200);
            conforms(cloud, token(admin, "admin"), "--include-operation-id", REVOKES);
            conforms(cloud, token(admin, "viewer"));
        }
    }

    private static String token(ApiClient admin, String role) throws Exception {
        Json.Obj made = admin.postJson(
                "/api/tokens",
                Json.obj().put("name", "schemathesis " + role).put("role", role).build());
        return ((Json.Str) made.member("token")).value();
    }

    private void conforms(CloudProcess cloud, String token, String... which) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "schemathesis",
                "--config-file",
                CONFIGURATION.toAbsolutePath().toString(),
                "run",
                cloud.url().resolve("/openapi.json").toString(),
                "--header",
                "Authorization: Bearer " + token,
                "--seed",
                Long.toString(SEED),
                "--max-examples",
                Integer.toString(EXAMPLES),
                "--workers",
                "2",
                // Stateful follows links between operations, and the document has none.
                "--phases",
                "examples,coverage,fuzzing",
                // A document says less than the rules do: an action has to be in the catalogue, a time's end behind its
                // begin.
                "--exclude-checks",
                "positive_data_acceptance",
                "--continue-on-failure",
                "--no-color",
                "--warnings",
                "off",
                "--generation-database",
                "none"));
        command.addAll(List.of(which));
        Programs.Run run = Programs.run(Files.createDirectories(folder.resolve("run")), command.toArray(String[]::new));
        assertThat(run.exit()).as("seed %d%n%s", SEED, run.output()).isZero();
        assertThat(run.output()).contains("No issues found");
    }
}
