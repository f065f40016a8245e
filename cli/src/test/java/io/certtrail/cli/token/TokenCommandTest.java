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

    @Test
    void anIngestTokenIsAskedForWithItsActions() throws IOException {
        try (FakeApi api = new FakeApi().answerPosts(body -> Reply.of(201, "{'id':'t1','token':'ct_secret'}"))) {
            create(api, "--name", "ci", "--role", "ingest", "--actions", "rotation.,custom.mine.");

            assertThat(Jcs.text(api.posted().getFirst()))
                    .isEqualTo("{\"actions\":[\"rotation.\",\"custom.mine.\"],\"name\":\"ci\",\"role\":\"ingest\"}");
        }
    }

    @Test
    void listPrintsEveryPageALineEach() throws IOException {
        String first = "{'data':[{'id':'a','role':'viewer','name':'x\\u001b[2J','expiresAt':null,'revokedAt':null,"
                + "'lastUsedAt':'2026-11-22T10:00:00.000Z'}],'page':{'nextCursor':'a','hasMore':true}}";
        String second = "{'data':[{'id':'b','role':'admin','name':'y','expiresAt':'2027-01-31T00:00:00.000Z',"
                + "'revokedAt':'2026-11-22T11:00:00.000Z','lastUsedAt':null}],"
                + "'page':{'nextCursor':null,'hasMore':false}}";
        try (FakeApi api = new FakeApi().first(Reply.of(200, first)).first(Reply.of(200, second))) {
            Run run = run(api, "list");

            assertThat(run.out().lines())
                    .containsExactly(
                            "a\tviewer\tgood for ever\t2026-11-22T10:00:00.000Z\tx\uFFFD[2J",
                            "b\tadmin\trevoked 2026-11-22T11:00:00.000Z\t-\ty");
            assertThat(run.exitCode()).isZero();
        }
    }

    @Test
    void revokeSaysWhatItDid() throws IOException {
        String id = "0193a000-0000-7000-8000-000000000000";
        try (FakeApi api = new FakeApi().first(Reply.of(204, "")).first(Reply.of(404, "{'code':'not_found'}"))) {
            assertThat(run(api, "revoke", id)).isEqualTo(new Run(0, "", "certtrail: token " + id + " is revoked\n"));
            assertThat(run(api, "revoke", id).exitCode()).isEqualTo(1);
        }
    }

    @Test
    void whatIsNoIdIsNotSent() throws IOException {
        try (FakeApi api = new FakeApi()) {
            assertThat(run(api, "revoke", "../users").exitCode()).isEqualTo(64);
            assertThat(run(api, "revoke").exitCode()).isEqualTo(64);
            assertThat(api.requests()).isZero();
        }
    }

    private Run create(FakeApi api, String... args) throws IOException {
        return run(api, "create", args);
    }

    private Run run(FakeApi api, String what, String... args) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), FakeApi.TOKEN);
        String[] all = new String[args.length + 6];
        System.arraycopy(args, 0, all, 6, args.length);
        all[0] = "token";
        all[1] = what;
        all[2] = "--url";
        all[3] = api.url() + "/";
        all[4] = "--token-file";
        all[5] = token.toString();
        return Run.in(folder, all);
    }
}
