package io.certtrail.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.cli.Run;
import io.certtrail.cli.server.FakeApi;
import io.certtrail.cli.server.FakeApi.Reply;
import io.certtrail.domain.access.TokenText;
import io.certtrail.ledger.json.Jcs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCommandTest {

    @TempDir
    Path folder;

    @Test
    void aNewTokenComesWithItsHash() {
        String[] lines = Run.in(folder, "token", "new").out().split("\\s+", -1);

        assertThat(new TokenText(lines[1]).hash()).isEqualTo(lines[3]);
        assertThat(Run.in(folder, "token", "new").out())
                .isNotEqualTo(Run.in(folder, "token", "new").out());
    }

    @Test
    void createPrintsTheTokenAloneOnStandardOutput() throws IOException {
        try (FakeApi api = new FakeApi().answerPosts(body -> Reply.of(201, "{'id':'t1','token':'ct_secret'}"))) {
            Run run = create(api, "--name", "ci", "--role", "ingest", "--expires-at", "2027-01-31T00:00:00Z");

            assertThat(run).isEqualTo(new Run(0, "ct_secret\n", "certtrail: token t1; it is not shown again\n"));
            assertThat(Jcs.text(api.posted().getFirst()))
                    .isEqualTo("{\"expiresAt\":\"2027-01-31T00:00:00Z\",\"name\":\"ci\",\"role\":\"ingest\"}");
        }
    }

    @Test
    void whatTheApiSaysIsSaid() throws IOException {
        try (FakeApi api =
                new FakeApi().answerPosts(body -> Reply.of(403, "{'code':'forbidden','detail':'admins only'}"))) {
            Run run = create(api, "--name", "ci", "--role", "ingest");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("no token was made: HTTP 403 forbidden: admins only");
        }
    }

    @Test
    void aLostAnswerIsNotAskedForAgainForThatWouldMakeTwo() throws IOException {
        try (FakeApi api = new FakeApi().first(Reply.of(0, ""))) {
            Run run = create(api, "--name", "ci", "--role", "ingest");

            assertThat(run.exitCode()).isEqualTo(69);
            assertThat(api.requests()).isEqualTo(1);
        }
    }

    @Test
    void aRoleThatDoesNotExistIsNotSent() throws IOException {
        try (FakeApi api = new FakeApi()) {
            assertThat(create(api, "--name", "ci", "--role", "king").err())
                    .contains("--role is one of admin, operator");
            assertThat(create(api, "--name", "ci", "--role", "admin", "--expires-at", "soon")
                            .exitCode())
                    .isEqualTo(64);
            assertThat(api.requests()).isZero();
        }
    }

    private Run create(FakeApi api, String... args) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), FakeApi.TOKEN);
        String[] all = new String[args.length + 6];
        System.arraycopy(args, 0, all, 6, args.length);
        all[0] = "token";
        all[1] = "create";
        all[2] = "--url";
        all[3] = api.url() + "/";
        all[4] = "--token-file";
        all[5] = token.toString();
        return Run.in(folder, all);
    }
}
