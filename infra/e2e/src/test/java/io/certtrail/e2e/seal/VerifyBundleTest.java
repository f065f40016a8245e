package io.certtrail.e2e.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.cli.Run;
import io.certtrail.domain.exports.Format;
import io.certtrail.evidence.bundle.Bench;
import io.certtrail.evidence.check.Customer;
import io.certtrail.evidence.seal.LocalSealKey;
import io.certtrail.evidence.seal.Seal;
import io.certtrail.ledger.checkpoint.VerifierKey;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.testkit.exports.SampleLedger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerifyBundleTest {
    private final Bench bench = new Bench(40);
    private final Bench.Made pdf = bench.make(Format.PDF, ExportFilter.NONE, "auditor", null);
    private final Bench.Made zip = bench.make(Format.ZIP, ExportFilter.NONE, "auditor", null);

    private final Bench.Made csv = bench.make(Format.CSV, ExportFilter.NONE, "auditor", null);

    @TempDir
    Path folder;

    @BeforeEach
    void aBundleOfEachKind() throws IOException {
        Files.write(folder.resolve("evidence.pdf"), pdf.file());
        Files.write(folder.resolve("evidence.zip"), zip.file());
        Files.writeString(
                folder.resolve("log.vkey"),
                bench.ledger.keys().keys().stream().map(VerifierKey::text).collect(Collectors.joining("\n")));
        Files.writeString(
                folder.resolve("old-checkpoint"),
                bench.ledger.latest(SampleLedger.ORIGIN).orElseThrow().note());
        pem(bench.seal, "seal.pem");
    }

    private void pem(Seal seal, String name) throws IOException {
        Files.writeString(
                folder.resolve(name),
                "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                        .formatted(Base64.getMimeEncoder()
                                .encodeToString(seal.chain().getFirst().getEncoded())));
    }

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"PDF", "ZIP"})
    void aBundleIsVerifiedToItsRows(Format format) throws IOException {
        Run run = verify(format, "--keys", "log.vkey", "--require-complete");

        assertThat(run.out().replace("\n    ", " "))
                .startsWith("verified: 40 entries of certtrail.test/acme/1\n")
                .contains("  export   evidence." + format.text() + ": certtrail-acme-20261128-")
                .contains("Every row is in the log")
                .contains("Of the bundle evidence." + format.text() + ", shown:")
                .contains("The log's export key says that this key seals this export")
                .contains("The seal is by the key of CN=CertTrail of a test, SHA-256 " + bench.seal.fingerprint())
                .contains("(--seal-cert pins it)")
                .contains("there is no time stamp");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(verify(format, "--keys", "log.vkey", "--against", "old-checkpoint")
                        .out())
                .contains("It extends what was kept in old-checkpoint", "Of the bundle");
    }

    @Test
    void theSealCanBePinned() throws IOException {
        pem(
                Seal.selfSigned(new LocalSealKey(LocalSealKey.generate(new SecureRandom())), "CertTrail of a test"),
                "other.pem");

        Run right = verify(Format.PDF, "--keys", "log.vkey", "--seal-cert", "seal.pem");
        Run wrong = verify(Format.PDF, "--keys", "log.vkey", "--seal-cert", "other.pem");

        assertThat(right.exitCode()).isZero();
        assertThat(right.out().replace("\n    ", " "))
                .contains("certificate that you gave")
                .doesNotContain("pins it");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.out())
                .startsWith("TAMPERED: evidence.pdf, the seal\n  it was sealed by another key")
                .contains(bench.seal.fingerprint());
    }

    @Test
    void withoutKeysItCanNotBeToldAndWhatWasCheckedIsSaid() {
        Run run = verify(Format.ZIP);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out())
                .startsWith("can't tell: evidence.zip: ")
                .contains("Whose seal it is: the signature is intact");
    }

    @Test
    void whatWasChangedIsNamed() throws IOException {
        byte[] changed = pdf.file().clone();
        changed[changed.length - 2000] ^= 1;
        Files.write(folder.resolve("evidence.pdf"), changed);

        Run run = verify(Format.PDF, "--keys", "log.vkey");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).startsWith("TAMPERED: evidence.pdf, the seal\n  what the seal covers was changed");
    }

    @Test
    void whatWasAddedAfterTheSealIsSaid() throws IOException {
        Files.write(folder.resolve("evidence.pdf"), new Customer().signed(pdf.file(), "customer-signature"));
        Run signed = verify(Format.PDF, "--keys", "log.vkey");
        Json.Obj json = json(verify(Format.PDF, "--keys", "log.vkey", "--json"));
        Files.write(
                folder.resolve("evidence.pdf"),
                Customer.edited(
                        pdf.file(),
                        (reader, stamper) -> stamper.addFileAttachment("notes", new byte[] {1}, null, "notes.txt")));
        Run changed = verify(Format.PDF, "--keys", "log.vkey");

        assertThat(signed.exitCode()).isZero();
        assertThat(signed.out().replace("\n    ", " "))
                .contains("Signed after the seal by CN=Erika Mustermann", "in the field customer-signature")
                .contains("Whose the certificates of the later signatures are");
        assertThat(json.member("bundle").toString()).contains("Erika Mustermann");
        assertThat(changed.exitCode()).isEqualTo(1);
        assertThat(changed.out()).contains("something was changed after the seal, beyond signatures");
    }

    @Test
    void aProgramGetsOneLineOfJson() throws IOException {
        Json.Obj good = json(verify(Format.PDF, "--keys", "log.vkey", "--json"));
        Files.write(folder.resolve("evidence.zip"), java.util.Arrays.copyOf(zip.file(), 5000));
        Json.Obj bad = json(verify(Format.ZIP, "--keys", "log.vkey", "--json"));

        assertThat(good.member("verdict")).isEqualTo(Json.of("verified"));
        assertThat(good.member("bundle").toString()).contains("format", "pdf");
        assertThat(good.member("export").toString()).contains("evidence.pdf: certtrail-acme-");
        assertThat(bad.member("verdict")).isEqualTo(Json.of("tampered"));
    }

    @Test
    void aBundleIsHeldAgainstANewerOne() throws IOException {
        Files.write(folder.resolve("alone.csv"), csv.file());
        Files.write(folder.resolve("alone.proof.jsonl"), csv.proof());
        Run both = verify(Format.PDF, "--keys", "log.vkey", "--newer", "evidence.zip");
        Run fromCsv = Run.in(
                folder,
                "verify",
                "alone.csv",
                "--keys",
                "log.vkey",
                "--newer",
                "evidence.pdf",
                "--seal-cert",
                "seal.pem");
        Json.Obj json = json(verify(Format.PDF, "--keys", "log.vkey", "--newer", "evidence.zip", "--json"));
        Files.write(folder.resolve("evidence.zip"), java.util.Arrays.copyOf(zip.file(), 5000));
        Run cut = verify(Format.PDF, "--keys", "log.vkey", "--newer", "evidence.zip");

        assertThat(both.exitCode()).isZero();
        assertThat(both.out())
                .startsWith("verified: 40 entries")
                .contains("Of the bundle evidence.zip, shown:", "Of the bundle evidence.pdf, shown:");
        assertThat(fromCsv.exitCode()).isZero();
        assertThat(fromCsv.out()).contains("Of the bundle evidence.pdf, shown:", "certificate that you gave");
        assertThat(json.member("newerBundle").toString()).contains("zip");
        assertThat(json.member("bundle").toString()).contains("pdf");
        assertThat(json.has("newer")).isTrue();
        assertThat(cut.exitCode()).isEqualTo(1);
        assertThat(cut.out()).startsWith("TAMPERED: evidence.zip");
    }

    @Test
    void noFileIsLeftBehind() throws IOException {
        Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
        long before = unpacked(scratch);

        verify(Format.PDF, "--keys", "log.vkey");

        assertThat(unpacked(scratch)).isLessThanOrEqualTo(before);
    }

    private static long unpacked(Path scratch) throws IOException {
        try (Stream<Path> files = Files.list(scratch)) {
            return files.filter(file -> file.getFileName().toString().startsWith("certtrail-verify"))
                    .count();
        }
    }

    @Test
    void anOptionThatMakesNoSenseIsRefused() throws IOException {
        Files.write(folder.resolve("alone.csv"), new byte[0]);

        assertThat(verify(Format.PDF, "--proof", "x").exitCode()).isEqualTo(2);
        assertThat(verify(Format.PDF, "--proof", "log.vkey").exitCode()).isEqualTo(64);
        assertThat(verify(Format.PDF, "--seal-cert", "nowhere").exitCode()).isEqualTo(2);
        assertThat(verify(Format.PDF, "--seal-cert", "log.vkey").exitCode()).isEqualTo(2);
        assertThat(Run.in(folder, "verify", "alone.csv", "--seal-cert", "seal.pem")
                        .exitCode())
                .isEqualTo(64);
    }

    private static Json.Obj json(Run run) {
        assertThat(run.out().lines()).hasSize(1);
        return (Json.Obj) JsonReader.parse(run.out().strip().getBytes(StandardCharsets.UTF_8));
    }

    private Run verify(Format format, String... options) {
        String[] args = new String[options.length + 2];
        args[0] = "verify";
        args[1] = "evidence." + format.text();
        System.arraycopy(options, 0, args, 2, options.length);
        return Run.in(folder, args);
    }
}
