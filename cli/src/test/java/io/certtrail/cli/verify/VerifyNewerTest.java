package io.certtrail.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.cli.ExitCode;
import io.certtrail.cli.Run;
import io.certtrail.cli.publishedlog.VectorsLog;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.export.ExportRange;
import io.certtrail.ledger.export.TestExport;
import io.certtrail.ledger.export.VectorLog;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export from before entries were dropped, held against one from after. */
class VerifyNewerTest {
    private static final VectorLog LATER = VectorLog.first(40).dropping(35, 0, 6, "30 days");

    @TempDir
    Path folder;

    @BeforeEach
    void anOldExport() throws IOException {
        write("old", TestExport.of(VectorLog.first(20), ExportFilter.NONE, List.of()));
    }

    private void write(String name, TestExport export) throws IOException {
        Files.write(folder.resolve(name + ".csv"), export.csv());
        Files.write(folder.resolve(name + ".proof.jsonl"), export.proof());
    }

    private static TestExport from(VectorLog log, int seq) {
        Instant time = log.entry(seq).entry().time();
        ExportFilter filter =
                ExportFilter.parse(Json.obj().put("from", time.toString()).build());
        return TestExport.of(log, filter, List.of(), new ExportRange(log.size(), seq, log.size()));
    }

    private Run verify(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "verify", "old.csv", "--keys", VectorsLog.vector("log.vkey").toString()));
        all.addAll(List.of(more));
        return Run.in(folder, all.toArray(String[]::new));
    }

    @Test
    void whatWasDroppedSinceIsSaid() throws IOException {
        write("new", from(LATER, 6));

        Run run = verify("--newer", "new.csv");

        assertThat(run.out())
                .startsWith("verified: 20 entries of certtrail.example/acme/1\n")
                .contains(
                        "Since then, by new.csv, which verifies too (made 2026-11-22 12:00:00.000 UTC, 40 entries):\n")
                .contains("  - Its log begins with that of the older export: nothing was rewritten.\n")
                .containsPattern(
                        "  - Entries 0 to 5 of certtrail.example/acme/1 were there; their contents were dropped"
                                + " 2026-11-22 [0-9:.]+ UTC \\(30 days\\), as entry 35 says.\n")
                .endsWith("  - Nothing more of this export's range (entries 0 to 19) was dropped.\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void aLaterExportThatBeginsBehindItSaysWhatItCant() throws IOException {
        write("new", from(LATER, 25));

        Run run = verify("--newer", "new.csv");

        assertThat(run.out())
                .contains("  - Not shown: that its log begins with that of the older export")
                .contains(
                        "  - Entries 6 to 19 lie before the first that it shows (25); when they were dropped it doesn't say.\n")
                .contains("  - Not shown: that nothing more of this export's range (entries 0 to 19) was dropped");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void forAProgram() throws IOException {
        write("new", from(LATER, 8));

        Json.Obj json = (Json.Obj) JsonReader.parse(
                verify("--newer", "new.csv", "--json").out().strip().getBytes(StandardCharsets.UTF_8));

        assertThat(json.member("verdict")).isEqualTo(Json.of("verified"));
        Json.Obj newer = (Json.Obj) json.member("newer");
        assertThat(newer.member("extends")).isEqualTo(Json.of(true));
        assertThat(newer.member("allTold")).isEqualTo(Json.of(true));
        assertThat(((Json.Arr) newer.member("dropped")).items()).hasSize(1);
        assertThat(((Json.Arr) newer.member("untold")).items())
                .containsExactly(Json.obj().put("fromSeq", 6).put("toSeq", 8).build());
    }

    @Test
    void aRewrittenHistoryIsCaught() throws IOException {
        VectorLog rewritten = VectorLog.first(40).dropping(5, 0, 1, "1 day");
        write("new", TestExport.of(rewritten, ExportFilter.NONE, List.of()));

        Run run = verify("--newer", "new.csv");

        assertThat(run.out())
                .startsWith("TAMPERED: old.csv\n  history was rewritten")
                .contains("together they prove it");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void anOlderOneIsNamed() throws IOException {
        write("new", TestExport.of(VectorLog.first(10), ExportFilter.NONE, List.of()));

        Run run = verify("--newer", "new.csv");

        assertThat(run.out()).startsWith("TAMPERED: old.csv");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void aLaterOneThatIsWrongIsNamed() throws IOException {
        write("new", TestExport.of(LATER, ExportFilter.NONE, List.of()));
        Path csv = folder.resolve("new.csv");
        Files.writeString(csv, Files.readString(csv).replaceFirst("30 days", "31 days"));

        Run run = verify("--newer", "new.csv");

        assertThat(run.out()).startsWith("TAMPERED: new.csv, line 37").endsWith("by itself checks: old.csv.\n");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void withoutProofsItCantBeTold() throws IOException {
        write("new", TestExport.of(LATER, ExportFilter.NONE, List.of()));
        Files.delete(folder.resolve("new.proof.jsonl"));

        Run run = verify("--newer", "new.csv");

        assertThat(run.out()).startsWith("can't tell: old.csv\n  Both exports are needed with their proof files");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void itGoesWithoutTheLog() throws IOException {
        write("new", TestExport.of(LATER, ExportFilter.NONE, List.of()));

        assertThat(verify("--newer", "new.csv", "--log", "log").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(verify("--newer", "none.csv").err()).contains("can't read").contains("none.csv");
    }
}
