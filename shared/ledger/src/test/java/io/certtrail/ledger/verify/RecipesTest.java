package io.certtrail.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.Vectors;
import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.export.ExportRange;
import io.certtrail.ledger.export.Forger;
import io.certtrail.ledger.export.Opening;
import io.certtrail.ledger.export.ProofLine;
import io.certtrail.ledger.export.TestExport;
import io.certtrail.ledger.export.VectorLog;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.ledger.text.HexText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The recipes of docs/recipes come to the verdict of {@link ExportVerifier}, except where docs/format.md says that they
 * can't. Needs {@code python3}, {@code openssl} and a shell, and fails without them.
 */
class RecipesTest {
    private static final Path RECIPES = Path.of(System.getProperty("certtrail.root"), "docs", "recipes");
    private static final VectorLog LOG = VectorLog.first(20);
    private static final ExportFilter WARNINGS = filter("{'severity':['warning']}");
    private static final TestExport ALL = TestExport.of(LOG, ExportFilter.NONE, List.of());
    private static final TestExport SOME = TestExport.of(LOG, WARNINGS, List.of());

    @TempDir
    Path folder;

    @BeforeEach
    void theKeys() throws IOException {
        Files.write(folder.resolve("log.vkey"), Vectors.bytes("log.vkey"));
        Files.writeString(folder.resolve("secret-key"), "test secret key\n");
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
    void bothVerifyEveryGoodVector(String name) throws Exception {
        byte[] csv = Vectors.bytes(name + ".csv");
        byte[] proof = Vectors.bytes(name + ".proof.jsonl");

        assertThat(verdicts(csv, proof)).isEqualTo(new Verdicts(true, true, true));
        assertThat(python(csv, proof, "secret-key")).isTrue();
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
    void neitherVerifiesABadVector(String name) throws Exception {
        assertThat(verdicts(Vectors.bytes(name + ".csv"), Vectors.bytes(name + ".proof.jsonl")))
                .isEqualTo(new Verdicts(false, false, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'from':'2026-11-22T10:00:07.150Z','to':'2026-11-22T10:01:07.100Z','severity':['info','error']}",
                "{'action':['auth.*','rotation.failed'],'actorType':'user'}",
                "{'actor':'u-3'}",
                "{'resource':'vault'}",
                "{'resource':'certificate:r-3'}",
                "{'q':'plain'}"
            })
    void bothVerifyEveryKindOfFilter(String filter) throws Exception {
        TestExport full = TestExport.of(LOG, filter(filter), List.of());
        TestExport redacted =
                TestExport.of(LOG, filter(filter), List.of(Attribute.CLIENT, Attribute.DESCRIPTION, Attribute.DETAILS));

        assertThat(verdicts(full.csv(), full.proof())).isEqualTo(new Verdicts(true, true, true));
        assertThat(verdicts(redacted.csv(), redacted.proof())).isEqualTo(new Verdicts(true, true, true));
    }

    @Test
    void neitherVerifiesAMutatedExport() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 12; i++) {
            Mutation mutation = Mutation.of(SOME.csv(), random);

            assertThat(verdicts(mutation.bytes(), SOME.proof()))
                    .as(mutation.what() + ", seed " + seed)
                    .isEqualTo(new Verdicts(false, false, false));
        }
    }

    @Test
    void pythonVerifiesNoMutatedProof() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 12; i++) {
            Mutation mutation = Mutation.of(SOME.proof(), random);

            assertThat(python(SOME.csv(), mutation.bytes(), ""))
                    .as(mutation.what() + ", seed " + seed)
                    .isFalse();
        }
    }

    @Test
    void anotherSecretIsToldByPython() throws Exception {
        Files.writeString(folder.resolve("other"), "another secret key\n");

        assertThat(python(ALL.csv(), ALL.proof(), "other")).isFalse();
    }

    /** The table in docs/format.md: faults that only whoever holds the export key can make. */
    @Test
    void whatTheRecipesDoNotSeeIsWhatTheirPageSays() throws Exception {
        Verdicts notTheShell = new Verdicts(false, false, true);
        Verdicts neither = new Verdicts(false, true, true);

        assertThat(aRowIsEditedAndSignedAgain()).isEqualTo(notTheShell);
        assertThat(aRowDoesNotMatchTheFilter()).isEqualTo(notTheShell);
        assertThat(aGhostLies()).isEqualTo(notTheShell);
        assertThat(theRangeBeginsTooLate()).isEqualTo(notTheShell);
        assertThat(theProofIsSpelledInAnotherWay()).isEqualTo(notTheShell);
        assertThat(timeGoesBack()).isEqualTo(neither);
    }

    private Verdicts aRowIsEditedAndSignedAgain() throws Exception {
        byte[] csv = Forger.rows(ALL.csv(), rows -> {
            rows.set(3, rows.get(3).replace("rotation.failed,error", "rotation.failed,warning"));
            return rows;
        });
        return verdicts(csv, ALL.proof());
    }

    private Verdicts aRowDoesNotMatchTheFilter() throws Exception {
        String row =
                new String(ALL.csv(), StandardCharsets.UTF_8).lines().toList().get(1);
        byte[] csv = Forger.rows(
                SOME.csv(),
                rows -> Stream.concat(Stream.of(row.substring(0, row.length() - 65)), rows.stream())
                        .toList());
        return verdicts(csv, Forger.body(SOME.proof(), lines -> lines.subList(1, lines.size())));
    }

    private Verdicts aGhostLies() throws Exception {
        byte[] csv = Forger.rows(SOME.csv(), rows -> rows.subList(1, rows.size()));
        String salt = HexText.of(LOG.entry(1).seed().salt(Attribute.SEVERITY));
        Opening lie = new Opening(Attribute.SEVERITY, Json.of("info"), salt);
        byte[] proof = Forger.body(SOME.proof(), lines -> {
            lines.add(1, new ProofLine.Ghost(1, LOG.entry(1).leaf(), lie));
            return lines;
        });
        return verdicts(csv, proof);
    }

    private Verdicts theRangeBeginsTooLate() throws Exception {
        ExportFilter late = filter("{'from':'2026-11-22T10:00:07.150Z'}");
        TestExport forged = TestExport.of(LOG, late, List.of(), new ExportRange(20, 5, 20));
        return verdicts(forged.csv(), forged.proof());
    }

    private Verdicts theProofIsSpelledInAnotherWay() throws Exception {
        String proof = new String(SOME.proof(), StandardCharsets.UTF_8).replaceFirst("\n\\{\"seq\":", "\n{ \"seq\":");
        return verdicts(SOME.csv(), proof.getBytes(StandardCharsets.UTF_8));
    }

    private Verdicts timeGoesBack() throws Exception {
        TestExport rows =
                TestExport.of(LOG.with(5, Instant.parse("2020-01-01T00:00:00Z")), ExportFilter.NONE, List.of());
        return verdicts(rows.csv(), rows.proof());
    }

    /** Who takes an export for verified. */
    private record Verdicts(boolean verifier, boolean python, boolean shell) {}

    private Verdicts verdicts(byte[] csv, byte[] proof) throws Exception {
        Verdict verdict = ExportVerifier.trusting(VectorLog.KEYS)
                .verify(() -> new ByteArrayInputStream(csv), () -> new ByteArrayInputStream(proof));
        return new Verdicts(verdict instanceof Verdict.Verified, python(csv, proof, ""), shell(csv, proof));
    }

    private boolean python(byte[] csv, byte[] proof, String secret) throws Exception {
        List<String> command = List.of(
                "python3", "-B", "-O", RECIPES.resolve("verify.py").toString(), "e.csv", "e.proof.jsonl", "log.vkey");
        return run(
                csv,
                proof,
                secret.isEmpty()
                        ? command
                        : Stream.concat(command.stream(), Stream.of(secret)).toList());
    }

    private boolean shell(byte[] csv, byte[] proof) throws Exception {
        return run(
                csv,
                proof,
                List.of("sh", RECIPES.resolve("verify.sh").toString(), "e.csv", "e.proof.jsonl", "log.vkey"));
    }

    private boolean run(byte[] csv, byte[] proof, List<String> command) throws Exception {
        Files.write(folder.resolve("e.csv"), csv);
        Files.write(folder.resolve("e.proof.jsonl"), proof);
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
        String said = Files.readString(output);
        assertThat(said).as("%s", command).doesNotContain("not found", "No such file", "unrecognized", "SyntaxError");
        assertThat(said.contains("\nverified: ") || said.startsWith("verified: "))
                .as(said)
                .isEqualTo(process.exitValue() == 0);
        return process.exitValue() == 0;
    }

    private static ExportFilter filter(String json) {
        byte[] text = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return ExportFilter.parse((Json.Obj) JsonReader.parse(text));
    }
}
