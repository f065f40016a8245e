package io.certtrail.cli.verify;

import static io.certtrail.cli.publishedlog.VectorsLog.vector;
import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.cli.Run;
import io.certtrail.cli.publishedlog.VectorsLog;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyLogTest {
    private static final String KEYS = vector("log.vkey").toString();

    @TempDir
    Path folder;

    private Path kept = Path.of("");

    @BeforeEach
    void aLogAndACheckpointKeptElsewhere() throws IOException {
        Path log = VectorsLog.in(folder.resolve("log"));
        kept = Files.copy(log.resolve("checkpoints/300"), folder.resolve("kept.txt"));
    }

    @Test
    void aWholeLogExitsWith0AndSaysWhatThatShows() {
        Run run = verify("--log", "log");

        assertThat(run.out())
                .startsWith("verified: 700 entries of certtrail.example/acme/1, the whole published log\n")
                .contains("3 bundles, 4 tiles.")
                .contains("3 saved checkpoints were signed by the log's key")
                .contains("--against");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aChangedEntryExitsWith1AndIsNamed() throws IOException {
        flip("log/tile/entries/001", 339 * 10 + 100);

        Run run = verify("--log", "log");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("TAMPERED: tile/0/001 (seq 266)\n  the tile is not that of the entries")
                .containsPattern("  expected the leaf hash of the entry, \\S+\n  found    \\S+\n");
    }

    @Test
    void aRewrittenHistoryIsCaughtByTheOldCheckpoint() throws IOException {
        VectorsLog.rewrittenIn(folder.resolve("rewritten"), 123);

        assertThat(verify("--log", "rewritten").exitCode())
                .as("signed by the log's own key")
                .isZero();
        Run run = verify("--log", "rewritten", "--against", "kept.txt");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("TAMPERED: kept.txt\n  history was rewritten")
                .contains("expected size 300, root ")
                .contains("together they prove it");
    }

    @Test
    void anUnchangedHistoryExtendsIt() {
        Run run = verify("--log", "log", "--against", "kept.txt");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("It extends what was kept in kept.txt: the first 300 entries are as they were");
    }

    @Test
    void anExportShowsByItselfThatItExtendsWhatWasKept() {
        Run run = verify(csv("export-all"), "--against", "kept.txt");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("verified: 700 entries").contains("It extends what was kept in kept.txt");
    }

    @Test
    void anExportOfARewrittenLogIsCaughtToo() throws IOException {
        Path other = VectorsLog.rewrittenIn(folder.resolve("rewritten"), 123);

        Run run = verify(
                csv("export-all"), "--against", other.resolve("checkpoints/600").toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("history was rewritten").contains("The export by itself checks");
    }

    @Test
    void anExportOfALaterRangeNeedsTheLogForAStateBeforeIt() throws IOException {
        String export = csv("export-range");
        Path early = folder.resolve("early.txt");
        Files.writeString(
                early, VectorsLog.checkpoint(List.of()).sign(VectorsLog.key()).format());

        Run alone = verify(export, "--against", early.toString());
        Run withLog = verify(export, "--against", early.toString(), "--log", "log");

        assertThat(alone.exitCode()).as(alone.out()).isEqualTo(2);
        assertThat(alone.out()).contains("Give the published log too (--log)");
        assertThat(withLog.exitCode()).as(withLog.out()).isZero();
        assertThat(withLog.out()).contains("The export's state is one of the published log log");
    }

    @Test
    void anExportIsHeldAgainstTheLog() throws IOException {
        VectorsLog.rewrittenIn(folder.resolve("rewritten"), 123);

        assertThat(verify(csv("export-all"), "--log", "log").exitCode()).isZero();
        Run run = verify(csv("export-all"), "--log", "rewritten");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("two states of the same size were signed");
    }

    @Test
    void anExportWithoutItsProofHasNoSignedState() throws IOException {
        Files.copy(Path.of(csv("export-all")), folder.resolve("alone.csv"));

        Run run = verify("alone.csv", "--against", "kept.txt");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).contains("Give the proof file (--proof)");
    }

    @Test
    void aSpoiledExportIsToldAsWithoutThem() {
        Run plain = verify(csv("bad-row-edited"));
        Run against = verify(csv("bad-row-edited"), "--against", "kept.txt", "--log", "log");

        assertThat(against).isEqualTo(plain);
        assertThat(against.exitCode()).isEqualTo(1);
    }

    @Test
    void whatCanNotBeToldExitsWith2() throws IOException {
        Files.writeString(folder.resolve("nothing.txt"), "not a checkpoint\n");
        Files.createDirectories(folder.resolve("empty"));

        assertThat(Run.in(folder, "verify", "--log", "log").exitCode())
                .as("no keys")
                .isEqualTo(2);
        assertThat(verify("--log", "nowhere").exitCode()).isEqualTo(2);
        assertThat(verify("--log", "empty").out()).contains("no object called checkpoint");
        assertThat(verify("--log", "empty").exitCode()).isEqualTo(2);
        assertThat(verify("--log", "log", "--against", "nowhere").exitCode()).isEqualTo(2);
        assertThat(verify("--log", "log", "--against", "nothing.txt").exitCode())
                .isEqualTo(2);
        assertThat(verify("--log", "log", "--against", "nothing.txt").out()).contains("proves nothing");
        assertThat(verify("--log", "https://user@host/").exitCode()).isEqualTo(2);
    }

    @Test
    void aWrongCommandLineExitsWith64() {
        assertThat(verify("--against", "kept.txt").exitCode()).isEqualTo(64);
        assertThat(verify("--log", "log", "--proof", "p").exitCode()).isEqualTo(64);
        assertThat(verify("--log", "log", "--require-complete").exitCode()).isEqualTo(64);
        assertThat(verify("--log", "log", "--log", "log").exitCode()).isEqualTo(64);
    }

    @Test
    void aProgramGetsOneLineOfJson() throws IOException {
        Json.Obj good = json(verify("--log", "log", "--against", "kept.txt", "--json"));
        Json.Obj export = json(verify(csv("export-all"), "--log", "log", "--against", "kept.txt", "--json"));
        flip("log/tile/0/000", 32 * 5);
        Json.Obj bad = json(verify("--log", "log", "--json"));

        assertThat(good.member("verdict")).isEqualTo(Json.of("verified"));
        assertThat(good.member("treeSize")).isEqualTo(Json.of(700));
        assertThat(((Json.Arr) good.member("against")).items()).hasSize(1);
        assertThat(export.member("verdict")).isEqualTo(Json.of("verified"));
        assertThat(export.member("entries")).isEqualTo(Json.of(700));
        assertThat(export.has("publishedLog")).isTrue();
        assertThat(bad.member("verdict")).isEqualTo(Json.of("tampered"));
        assertThat(bad.member("fault")).isEqualTo(Json.of("tile_hash"));
        assertThat(bad.member("place"))
                .isEqualTo(Json.obj().put("object", "tile/0/000").put("seq", 5).build());
    }

    private static Json.Obj json(Run run) {
        assertThat(run.out().lines()).hasSize(1);
        return (Json.Obj) JsonReader.parse(run.out().strip().getBytes(StandardCharsets.UTF_8));
    }

    private void flip(String name, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(name));
        bytes[at] ^= 1;
        Files.write(folder.resolve(name), bytes);
    }

    private Run verify(String... args) {
        List<String> all = new ArrayList<>(List.of("verify", "--keys", KEYS));
        all.addAll(List.of(args));
        assertThat(kept).exists();
        return Run.in(folder, all.toArray(String[]::new));
    }

    private static String csv(String name) {
        return vector(name + ".csv").toString();
    }
}
