package io.certtrail.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.cli.Run;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyCommandTest {
    static final Path VECTORS =
            Path.of(System.getProperty("certtrail.root"), "shared/ledger/src/test/resources/vectors");
    private static final String KEYS = VECTORS.resolve("log.vkey").toString();

    @TempDir
    Path folder;

    private String secret = "";

    @BeforeEach
    void aSecret() throws IOException {
        secret = Files.writeString(folder.resolve("secret-key"), "test secret key\n")
                .toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export-all",
                "export-actor",
                "export-empty",
                "export-errors",
                "export-range",
                "export-redacted",
                "export-text"
            })
    void aGoodExportExitsWith0(String name) {
        Run run = verify(csv(name), "--keys", KEYS, "--secret-file", secret);

        assertThat(run.out())
                .startsWith("verified: ")
                .contains("Every row is in the log")
                .contains("(HMAC)");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bad-hmac-replaced",
                "bad-other-checkpoint",
                "bad-range-too-short",
                "bad-row-dropped",
                "bad-row-edited",
                "bad-row-left-out",
                "bad-rows-swapped",
                "bad-tail-cut",
                "bad-trailing-bytes"
            })
    void aBadOneExitsWith1AndNamesTheLine(String name) {
        Run run = verify(csv(name), "--keys", KEYS);

        assertThat(run.out()).matches("(?s)TAMPERED: \\S+, line [0-9]+.*  expected +\\S.*  found +\\S.*");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void theCountTheKeysAndWhatIsShownAreSaid() {
        Run run = verify(csv("export-all"), "--keys", KEYS);

        assertThat(run.out())
                .startsWith("verified: 700 entries of certtrail.example/acme/1\n")
                .contains("keys     " + KEYS + "\n")
                .contains("No entry that matches the filter was left out.")
                .contains("last written 2026-11-22 11:29:07.450 UTC, 30 minutes before the export");
    }

    @Test
    void theFaultIsSaidInWordsWithPlaceAndBothValues() {
        Run run = verify(csv("bad-rows-swapped"), "--keys", KEYS);

        assertThat(run.out())
                .startsWith("TAMPERED: " + csv("bad-rows-swapped") + ", line 6 (seq 55), seq\n"
                        + "  rows were swapped, repeated or moved.\n")
                .contains("  expected 54, which stands on the next line\n  found    55\n");
    }

    @Test
    void withoutAProofItIsVerifiedAsExportedAndSaidSo() throws IOException {
        Files.copy(Path.of(csv("export-errors")), folder.resolve("alone.csv"));

        Run run = verify("alone.csv", "--keys", KEYS);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("verified: 125 entries of certtrail.example/acme/1, as exported (without a proof")
                .contains("Not shown:\n  - That the rows are in the log, and that none was left out")
                .contains("looked for at alone.proof.jsonl.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"here.proof.jsonl", "here.csv.proof.jsonl"})
    void theProofIsFoundBesideTheExport(String name) throws IOException {
        Path csv = Files.copy(Path.of(csv("bad-row-left-out")), folder.resolve("here.csv"));
        Files.copy(VECTORS.resolve("bad-row-left-out.proof.jsonl"), folder.resolve(name));

        assertThat(verify(csv.toString(), "--keys", KEYS).out()).contains("line 311 (seq 353)");
    }

    @Test
    void whatIsNotShownToBeCompleteIsRefusedWhereThatIsAskedFor() throws IOException {
        Path alone = Files.copy(Path.of(csv("export-all")), folder.resolve("alone.csv"));

        assertThat(verify(csv("export-text"), "--keys", KEYS).exitCode()).isZero();
        assertThat(verify(csv("export-text"), "--keys", KEYS).out()).contains("of 333 entries that the log holds");
        assertThat(verify(csv("export-text"), "--keys", KEYS, "--require-complete")
                        .exitCode())
                .isEqualTo(2);
        assertThat(verify(alone.toString(), "--keys", KEYS, "--require-complete")
                        .exitCode())
                .isEqualTo(2);
        assertThat(verify(csv("export-all"), "--keys", KEYS, "--require-complete")
                        .exitCode())
                .isZero();
    }

    @Test
    void withoutKeysItCanNotBeTold() {
        Run run = verify(csv("export-all"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).startsWith("can't tell: ").contains("keys     none");
    }

    @Test
    void theKeysOfALocalCloudAreFoundFromHereUpwards() throws IOException {
        Path deeper = Files.createDirectories(folder.resolve("a/b"));
        Files.createDirectories(folder.resolve(".certtrail"));
        Path keys = Files.copy(VECTORS.resolve("log.vkey"), folder.resolve(".certtrail/log.vkey"));

        Run run = Run.in(deeper, "verify", csv("export-all"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("keys     " + keys + " (found there; --keys names others)");
    }

    @Test
    void aLocalCloudThatLeftABrokenNoteHasNoKeysToOffer() throws IOException {
        Files.createDirectories(folder.resolve(".certtrail"));
        Files.writeString(folder.resolve(".certtrail/local.json"), "{");

        assertThat(verify(csv("export-all")).exitCode()).isEqualTo(2);
    }

    @Test
    void aFileThatIsMissingOrOfAnotherKindMeansThatItCanNotBeTold() throws IOException {
        String empty = Files.createFile(folder.resolve("empty")).toString();

        assertThat(verify("nowhere.csv", "--keys", KEYS).exitCode()).isEqualTo(2);
        assertThat(verify("nowhere.csv", "--keys", KEYS).err()).contains("no such file");
        assertThat(verify(csv("export-all"), "--keys", "nowhere").exitCode()).isEqualTo(2);
        assertThat(verify(csv("export-all"), "--keys", csv("export-all")).exitCode())
                .isEqualTo(2);
        assertThat(verify(csv("export-all"), "--keys", empty).exitCode()).isEqualTo(2);
        assertThat(verify(csv("export-all"), "--proof", "nowhere").exitCode()).isEqualTo(2);
        assertThat(verify(csv("export-all"), "--secret-file", "nowhere").exitCode())
                .isEqualTo(2);
        assertThat(verify(csv("export-all"), "--secret-file", empty).exitCode()).isEqualTo(2);
        assertThat(verify(folder.toString()).exitCode()).isEqualTo(2);
        assertThat(verify("\0").exitCode()).isEqualTo(2);
    }

    @Test
    void aWrongCommandLineExitsWith64() {
        assertThat(verify().exitCode()).isEqualTo(64);
        assertThat(verify("a", "b").exitCode()).isEqualTo(64);
        assertThat(verify("a", "--key", "b").exitCode()).isEqualTo(64);
    }

    @Test
    void aProgramGetsOneLineOfJson() {
        Json.Obj good = json(verify(csv("export-errors"), "--keys", KEYS, "--json"));
        Json.Obj bad = json(verify(csv("bad-row-edited"), "--keys", KEYS, "--json"));
        Json.Obj unknown = json(verify(csv("export-all"), "--json"));

        assertThat(good.member("verdict")).isEqualTo(Json.of("verified"));
        assertThat(good.member("entries")).isEqualTo(Json.of(125));
        assertThat(good.member("complete")).isEqualTo(Json.of(true));
        assertThat(bad.member("verdict")).isEqualTo(Json.of("tampered"));
        assertThat(bad.member("fault")).isEqualTo(Json.of("row_changed"));
        assertThat(bad.member("place"))
                .isEqualTo(Json.obj()
                        .put("file", "export")
                        .put("line", 6)
                        .put("seq", 54)
                        .put("part", "row_hash")
                        .build());
        assertThat(unknown.member("verdict")).isEqualTo(Json.of("undecided"));
        assertThat(unknown.member("reason")).isEqualTo(Json.of("no_keys"));
    }

    private static Json.Obj json(Run run) {
        assertThat(run.out().lines()).hasSize(1);
        return (Json.Obj) JsonReader.parse(run.out().strip().getBytes(StandardCharsets.UTF_8));
    }

    private Run verify(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "verify";
        System.arraycopy(args, 0, all, 1, args.length);
        return Run.in(folder, all);
    }

    private static String csv(String name) {
        return VECTORS.resolve(name + ".csv").toString();
    }
}
