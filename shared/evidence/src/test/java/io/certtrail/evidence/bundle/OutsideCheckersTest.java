package io.certtrail.evidence.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.exports.Format;
import io.certtrail.evidence.seal.HttpTimeStamps;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.verify.ExportVerifier;
import io.certtrail.ledger.verify.Verdict;
import io.certtrail.testkit.programs.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** Bundles with time stamps as programs see them that others wrote. */
class OutsideCheckersTest {
    @TempDir
    private static Path folder;

    private static final Bench BENCH = new Bench(60);

    @BeforeAll
    static void bundles() throws IOException, InterruptedException {
        Programs.require("openssl");
        try (OpenSslAuthority authority = new OpenSslAuthority(folder.resolve("authority"))) {
            HttpTimeStamps stamps = HttpTimeStamps.anywhere(authority.address(), new SecureRandom());
            for (Format format : List.of(Format.PDF, Format.ZIP)) {
                Bench.Made made = BENCH.make(format, ExportFilter.NONE, "Zoë Ωmega Жук 山田 שלום", stamps);
                Files.write(folder.resolve("bundle." + format.text()), made.file());
                Files.write(folder.resolve("%s.proof.jsonl".formatted(format.text())), made.proof());
            }
        }
        Files.writeString(
                folder.resolve("seal.pem"), pem(BENCH.seal.chain().getFirst().getEncoded()));
        SealedBundlesTest.keep("stamped.pdf", Files.readAllBytes(folder.resolve("bundle.pdf")));
    }

    private static String pem(byte[] certificate) {
        return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate));
    }

    private static String run(int exit, String command) throws IOException, InterruptedException {
        Programs.Run run = Programs.run(folder, command.split(" "));
        assertThat(run.exit()).as(run.output()).isEqualTo(exit);
        return run.output();
    }

    /** PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1), by veraPDF. */
    @ParameterizedTest
    @EnumSource(names = {"PDFA_3_A", "PDFUA_1"})
    void isArchivableAndAccessible(PDFAFlavour flavour) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        try (InputStream in = Files.newInputStream(folder.resolve("bundle.pdf"));
                PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            assertThat(result.getTotalAssertions()).isPositive();
            assertThat(result.getTestAssertions()).isEmpty();
            assertThat(result.isCompliant()).isTrue();
        }
    }

    @Test
    void isWellFormed() throws Exception {
        Programs.require("qpdf");
        assertThat(run(0, "qpdf --check bundle.pdf")).contains("No syntax or stream encoding errors found");
    }

    /** The files that poppler takes out are those that went in: the export verifies, the proof is the one stored beside it. */
    @Test
    void itsFilesComeOutByteForByte() throws Exception {
        Programs.require("pdfdetach");
        Files.createDirectories(folder.resolve("out"));
        String _ = run(0, "pdfdetach -saveall -o out bundle.pdf");

        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("^[^.]+", "")))
                    .containsExactlyInAnyOrder(
                            ".csv", ".proof.jsonl", ".manifest.json", ".manifest.p7s", ".manifest.tsr", ".seal.note");
        }
        Path csv = file("out", ".csv");
        Path proof = file("out", ".proof.jsonl");
        assertThat(proof).hasSameBinaryContentAs(folder.resolve("pdf.proof.jsonl"));
        Verdict verdict = ExportVerifier.trusting(BENCH.ledger.keys())
                .verify(() -> Files.newInputStream(csv), () -> Files.newInputStream(proof));
        assertThat(verdict).isInstanceOf(Verdict.Verified.class);
        signedAndStamped(Files.readAllBytes(file("out", ".manifest.json")), "out");
    }

    @Test
    void theZipHoldsTheSame() throws Exception {
        Files.createDirectories(folder.resolve("unzipped"));
        for (Map.Entry<String, byte[]> file : SealedBundlesTest.unzip(Files.readAllBytes(folder.resolve("bundle.zip")))
                .entrySet()) {
            Files.write(folder.resolve("unzipped").resolve(file.getKey()), file.getValue());
        }
        assertThat(file("unzipped", ".proof.jsonl")).hasSameBinaryContentAs(folder.resolve("zip.proof.jsonl"));
        signedAndStamped(Files.readAllBytes(file("unzipped", ".manifest.json")), "unzipped");
    }

    /** By OpenSSL, which refuses both of anything else. */
    private static void signedAndStamped(byte[] manifest, String from) throws Exception {
        Files.write(folder.resolve("m.json"), manifest);
        byte[] other = manifest.clone();
        other[other.length / 2] ^= 1;
        Files.write(folder.resolve("other.json"), other);
        String cms = "openssl cms -verify -binary -inform DER -in %s -content %s -CAfile seal.pem -purpose any -out ok"
                .formatted(file(from, ".p7s"), "%s");
        String stamp =
                "openssl ts -verify -in %s -data %s -CAfile authority/ca.pem".formatted(file(from, ".tsr"), "%s");

        assertThat(run(0, cms.formatted("m.json"))).contains("Verification successful");
        assertThat(run(0, stamp.formatted("m.json"))).contains("Verification: OK");
        assertThat(run(4, cms.formatted("other.json"))).contains("erification failure");
        assertThat(run(1, stamp.formatted("other.json"))).contains("FAILED");
    }

    private static Path file(String in, String extension) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(in))) {
            return files.filter(file -> file.toString().endsWith(extension))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void popplerAcceptsTheSealOverTheWholeFile() throws Exception {
        Programs.require("pdfsig");
        assertThat(run(0, "pdfsig -nocert bundle.pdf"))
                .contains("ETSI.CAdES.detached", "Total document signed", "Signature is Valid")
                .doesNotContain("Not total document signed");
    }

    /** PyHanko accepts seal and time stamp, and our seal still when the customer has signed behind it. */
    @Test
    void pyHankoAcceptsTheSealBeforeAndAfterTheCustomerSigned() throws Exception {
        Programs.require("pyhanko");
        String validate = "pyhanko sign validate --pretty-print --no-revocation-check --trust-replace --trust seal.pem"
                + " --trust authority/ca.pem --trust customer.pem ";
        PyHanko customer = new PyHanko(folder);
        assertThat(run(0, validate + "bundle.pdf"))
                .contains(
                        "The signature covers the entire file.", "The signature is judged VALID.", "stamps-of-a-test");

        customer.sign("bundle.pdf", "signed.pdf");
        String signed = run(0, validate + "signed.pdf");
        assertThat(signed.split("The signature is judged VALID.", -1)).hasSize(3);
        assertThat(signed).contains("appear to be compatible with the current document modification policy");

        byte[] changed = Files.readAllBytes(folder.resolve("signed.pdf"));
        changed[200] ^= 1;
        Files.write(folder.resolve("changed.pdf"), changed);
        Programs.Run refused = Programs.run(folder, (validate + "changed.pdf").split(" "));
        assertThat(refused.output()).doesNotContain("judged VALID");
        assertThat(refused.exit()).isNotZero();
    }
}
