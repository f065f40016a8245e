package io.certtrail.cli.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.cli.Run;
import io.certtrail.cli.server.FakeApi;
import io.certtrail.cli.server.FakeApi.Reply;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

    private static final int REAL = 20;
    private static final int DOCUMENTED = 15;

    @TempDir
    Path folder;

    private FakeApi api;

    @BeforeEach
    void startApi() throws IOException {
        api = new FakeApi();
        Files.writeString(folder.resolve("token"), FakeApi.TOKEN + "\n");
    }

    @AfterEach
    void stopApi() {
        api.close();
    }

    @Test
    void everyRecordOfAFolderBecomesOneEvent() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data/2023/07"));
        Files.copy(Samples.file(Samples.REAL), data.resolve("a.json"));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(data.resolve("b.json.gz")))) {
            Files.copy(Samples.file(Samples.DOCUMENTED), out);
        }
        Files.writeString(data.resolve("LICENSE"), "no log file");
        Files.writeString(data.resolve("1_CloudTrail-Digest_us-east-1.json"), "{}");

        Run run = importing(folder.resolve("data"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("2 of 2 files, 35 events: 35 accepted, 0 refused")
                .contains("1 digest files hold no events")
                .contains("all of them are in the chain");
        assertThat(run.err()).isEmpty();
        assertThat(sent()).hasSize(REAL + DOCUMENTED);
    }

    @Test
    void aFolderMayBeALinkAndMayLinkToItself() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.copy(Samples.file(Samples.REAL), data.resolve("a.json"));
        Files.createSymbolicLink(data.resolve("again"), data);
        Path link = Files.createSymbolicLink(folder.resolve("link"), data);

        assertThat(importing(link).out()).contains("1 of 1 files, 20 events: 20 accepted");
    }

    @Test
    void theSameFileAgainSendsTheSameIdsAndContents() {
        importing(Samples.file(Samples.REAL));
        List<String> before = sent().stream().map(Jcs::text).sorted().toList();

        importing(Samples.file(Samples.REAL));

        assertThat(sent().stream().map(Jcs::text).distinct().sorted()).isEqualTo(before);
    }

    @Test
    void aRecordThatStandsTwiceIsSentOnce() throws IOException {
        String file = Files.readString(Samples.file(Samples.REAL));
        Files.writeString(folder.resolve("again.json"), file);

        Run run = importing(Samples.file(Samples.REAL), folder.resolve("again.json"));

        assertThat(run.exitCode()).isZero();
        assertThat(sent()).hasSize(REAL);
        assertThat(run.out()).contains("20 stand there twice");
    }

    @Test
    void aRequestHasAtMostAHundredEventsAndLessThanAMegabyte() throws IOException {
        Files.writeString(folder.resolve("many.json"), records(250, 10));
        Files.writeString(folder.resolve("large.json"), records(40, 50_000));

        Run run = importing(folder.resolve("many.json"), folder.resolve("large.json"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(api.posted()).allSatisfy(body -> {
            assertThat(((Json.Arr) body.member("events")).items()).hasSizeLessThanOrEqualTo(100);
            assertThat(Jcs.bytes(body)).hasSizeLessThan(1_000_000);
        });
        assertThat(sent()).hasSize(290);
    }

    @Test
    void aBrokenFileIsNamedAndTheOthersGoIn() throws IOException {
        Path broken = Files.writeString(
                folder.resolve("broken.json"),
                records(2, 1).replace("},{", "},\n{").replace("]}", ""));
        Path noTime =
                Files.writeString(folder.resolve("notime.json"), records(1, 1).replace("2023-07-10T11:57:49Z", "soon"));

        Run run = importing(broken, Samples.file(Samples.REAL), noTime, folder.resolve("token"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("1 of 4 files, 20 events: 20 accepted");
        assertThat(run.err())
                .contains(
                        "broken.json: line 2, column 152 (/Records/1): Unexpected end-of-input: expected close marker for Array\n")
                .contains("notime.json: /Records/0/eventTime: expected a time like")
                .contains("token: line 1, column");
    }

    @Test
    void afterABusyAnswerAndALostConnectionItGoesOn() {
        api.first(new Reply(429, "", "0")).first(new Reply(503, "", "")).first(Reply.of(0, ""));

        Run run = importing(Samples.file(Samples.REAL));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(sent()).hasSize(REAL);
    }

    @Test
    void whatIsRefusedIsNamedAndTheRestGoesIn() {
        api.answerPosts(body -> refusing(body, "/actor/id", 422));

        Run run = importing(Samples.file(Samples.REAL));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("20 events: 18 accepted, 2 refused");
        assertThat(run.err()).contains("selection.json: /Records/16: refused: /events/16/actor/id no");
        assertThat(sent()).hasSize(REAL - 2);
    }

    @Test
    void aRefusalThatNamesNobodyIsFoundByHalving() {
        api.answerPosts(body -> actions(body).contains("auth.token.created")
                ? Reply.of(400, "{'code':'bad','detail':'something'}")
                : Reply.of(202, "{}"));

        Run run = importing(Samples.file(Samples.REAL));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("/Records/16: refused: HTTP 400 bad: something");
        assertThat(sent()).hasSize(REAL - 1);
    }

    @Test
    void anIdThatHasOtherContentThereStaysAsItIs() {
        api.answerPosts(body -> refusing(body, "/id", 409));

        Run run = importing(Samples.file(Samples.REAL));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("2 are in the ledger with other content, which stays");
    }

    @Test
    void aTokenThatMayNotEndsTheImport() throws IOException {
        Files.writeString(folder.resolve("token"), "ct_other");

        Run run = importing(Samples.file(Samples.REAL));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("refuses this token: HTTP 401 unauthenticated: no such token; see --token-file");
        assertThat(api.requests()).isEqualTo(1);
    }

    @Test
    void whatIsMissingOnTheCommandLineIsSaid() {
        assertThat(Run.in(folder, "import").err()).contains("import what?");
        assertThat(Run.in(folder, "import", "syslog", "x").err()).contains("there is no format 'syslog'");
        assertThat(Run.in(folder, "import", "cloudtrail").exitCode()).isEqualTo(64);
        assertThat(importing(folder.resolve("nowhere")).err()).contains("there is no " + folder.resolve("nowhere"));
        assertThat(importing(Samples.file(Samples.REAL).resolveSibling("..")).exitCode())
                .isIn(0, 1);
    }

    private Run importing(Path... files) {
        List<String> args = new ArrayList<>(List.of(
                "import",
                "cloudtrail",
                "--url",
                api.url().toString(),
                "--token-file",
                folder.resolve("token").toString()));
        for (Path file : files) {
            args.add(file.toString());
        }
        return Run.in(folder, args.toArray(String[]::new));
    }

    private List<Json.Obj> sent() {
        return api.posted().stream()
                .flatMap(body -> ((Json.Arr) body.member("events")).items().stream())
                .map(Json.Obj.class::cast)
                .toList();
    }

    private static Set<String> actions(Json.Obj body) {
        Set<String> actions = new TreeSet<>();
        ((Json.Arr) body.member("events"))
                .items()
                .forEach(event -> actions.add(((Json.Str) ((Json.Obj) event).member("action")).value()));
        return actions;
    }

    /** Refuses the tokens of the request by name, if there are any. */
    private static Reply refusing(Json.Obj body, String member, int status) {
        List<Json> events = ((Json.Arr) body.member("events")).items();
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            String action = ((Json.Str) ((Json.Obj) events.get(i)).member("action")).value();
            if (action.startsWith("auth.token.")) {
                faults.add("{'pointer':'/events/" + i + member + "','detail':'no'}");
            }
        }
        return faults.isEmpty()
                ? Reply.of(202, "{}")
                : Reply.of(status, "{'code':'x','errors':[" + String.join(",", faults) + "]}");
    }

    private static String records(int count, int payload) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(
                    ("{'eventID':'%08d-1e1d-4f80-b4dd-f759f54a7f%02d','eventTime':'2023-07-10T11:57:49Z','eventSource':'a.b',"
                                    + "'eventName':'C','requestParameters':{'p':'%s'}}")
                            .formatted(i, payload % 100, "x".repeat(payload))
                            .replace('\'', '"'));
        }
        return "{\"Records\":[" + String.join(",", records) + "]}";
    }
}
