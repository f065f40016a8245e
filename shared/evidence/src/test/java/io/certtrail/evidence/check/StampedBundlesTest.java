package io.certtrail.evidence.check;

import static io.certtrail.evidence.check.BundleVerifierTest.finding;
import static io.certtrail.evidence.check.BundleVerifierTest.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.exports.Format;
import io.certtrail.evidence.bundle.Bench;
import io.certtrail.evidence.bundle.OpenSslAuthority;
import io.certtrail.evidence.seal.HttpTimeStamps;
import io.certtrail.ledger.checkpoint.SignedNote;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.testkit.programs.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles with time stamps by another program, and signed behind the seal by another program. */
class StampedBundlesTest {
    private static final Bench BENCH = new Bench(12);

    @TempDir
    private static Path folder;

    private static byte[] pdf = {};
    private static byte[] zip = {};
    private static List<X509Certificate> authority = List.of();

    @TempDir
    private Path scratch;

    @BeforeAll
    static void bundles() throws IOException, InterruptedException {
        Programs.require("openssl");
        try (OpenSslAuthority stamping = new OpenSslAuthority(folder.resolve("authority"))) {
            HttpTimeStamps stamps = HttpTimeStamps.anywhere(stamping.address(), new SecureRandom());
            pdf = BENCH.make(Format.PDF, ExportFilter.NONE, "auditor", stamps).file();
            zip = BENCH.make(Format.ZIP, ExportFilter.NONE, "auditor", stamps).file();
            authority = Certificates.parse(Files.readAllBytes(stamping.certificate()));
        }
    }

    private BundleVerdict check(byte[] file, List<X509Certificate> authorities) {
        return new Checking(scratch, Checking.trust(BENCH, List.of(), authorities)).bundle(file);
    }

    @Test
    void aTimeStampIsAsGoodAsItsAuthority() throws IOException {
        List<X509Certificate> other = List.of(BundleVerifierTest.certificate(BENCH.seal));
        for (byte[] file : List.of(pdf, zip)) {
            assertThat(report(check(file, authority)).stamp())
                    .hasValueSatisfying(stamp -> assertThat(stamp.isTrusted()).isTrue())
                    .hasValueSatisfying(stamp -> assertThat(stamp.authority()).isEqualTo("CN=stamps-of-a-test"));
            assertThat(report(check(file, List.of())).stamp())
                    .hasValueSatisfying(stamp -> assertThat(stamp.isTrusted()).isFalse());
            assertThat(finding(check(file, other)).fault()).isEqualTo(BundleFault.STAMP_AUTHORITY);
        }
    }

    @Test
    void aTimeStampThatIsMissingOrOfSomethingElseIsNamed() throws IOException {
        Zips without = Zips.of(zip);
        without.files().remove(without.name(Member.STAMP));
        Zips unsigned = Zips.of(zip);
        unsigned.files().put(unsigned.name(Member.SIGNATURE), strippedSignature());
        Zips other = Zips.of(zip);
        Zips another = Zips.of(stampedAnew());
        other.files().put(other.name(Member.STAMP), another.file(Member.STAMP));

        assertThat(finding(check(without.bytes(), authority)).fault()).isEqualTo(BundleFault.MEMBER_MISSING);
        assertThat(finding(check(unsigned.bytes(), authority)).fault()).isEqualTo(BundleFault.MEMBER_MISSING);
        assertThat(finding(check(other.bytes(), authority)).fault()).isEqualTo(BundleFault.STAMP);
    }

    /** Nobody's key is needed for it: a stamp of a signature is not signed itself. */
    @Test
    void timeStampsThatWereTakenOutAreMissed() throws Exception {
        Zips stripped = Zips.of(zip);
        stripped.files().remove(stripped.name(Member.STAMP));
        stripped.files().put(stripped.name(Member.SIGNATURE), withoutStamp(stripped.file(Member.SIGNATURE)));
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        Matcher hole = Pattern.compile("/Contents <([0-9a-f]+)>").matcher(text);
        assertThat(hole.find()).isTrue();
        String bare = HexFormat.of().formatHex(withoutStamp(HexFormat.of().parseHex(hole.group(1))));
        String padded = bare + "0".repeat(hole.group(1).length() - bare.length());

        for (byte[] file :
                List.of(stripped.bytes(), text.replace(hole.group(1), padded).getBytes(StandardCharsets.ISO_8859_1))) {
            assertThat(finding(check(file, authority)).fault().code()).isEqualTo("stamp_missing");
            assertThat(finding(check(file, List.of())).fault().code()).isEqualTo("stamp_missing");
        }
    }

    /** As notes were before they promised stamps. */
    @Test
    void aNoteThatPromisesNoStampIsNoFault() throws IOException {
        Zips old = Zips.of(zip);
        String note = new String(old.file(Member.VOUCHER), StandardCharsets.UTF_8);
        String text = SignedNote.parse(note).text();
        assertThat(text).endsWith("\nstamped\n");
        String unpromised = SignedNote.sign(text.replace("stamped\n", ""), BENCH.ledger.exportKey())
                .format();
        old.files().put(old.name(Member.VOUCHER), unpromised.getBytes(StandardCharsets.UTF_8));

        assertThat(report(check(old.bytes(), authority)).stamp()).isPresent();
    }

    private static byte[] withoutStamp(byte[] cms) throws Exception {
        CMSSignedData data;
        try (ASN1InputStream in = new ASN1InputStream(cms)) { // zeros follow it in a PDF
            data = new CMSSignedData(ContentInfo.getInstance(in.readObject()));
        }
        SignerInformation signer = data.getSignerInfos().getSigners().iterator().next();
        SignerInformation bare = SignerInformation.replaceUnsignedAttributes(signer, null);
        return CMSSignedData.replaceSigners(data, new SignerInformationStore(bare))
                .toASN1Structure()
                .getEncoded("DER");
    }

    /** A signature of the same manifest by the same key, without a stamp. */
    private static byte[] strippedSignature() throws IOException {
        byte[] manifest = Zips.of(zip).file(Member.MANIFEST);
        return new io.certtrail.evidence.seal.CmsSigner(BENCH.seal, null)
                .sign(() -> new java.io.ByteArrayInputStream(manifest));
    }

    private static byte[] stampedAnew() throws IOException {
        try (OpenSslAuthority stamping = new OpenSslAuthority(folder.resolve("anew"))) {
            HttpTimeStamps stamps = HttpTimeStamps.anywhere(stamping.address(), new SecureRandom());
            return BENCH.make(Format.ZIP, ExportFilter.NONE, "somebody else", stamps)
                    .file();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void whatPyHankoSignsBehindTheSealIsSaid() throws Exception {
        Programs.require("pyhanko");
        Files.write(folder.resolve("bundle.pdf"), pdf);
        run(
                "openssl req -x509 -newkey rsa:2048 -nodes -keyout customer.key -out customer.pem -days 30 -subj /CN=Customer"
                        + " -addext keyUsage=critical,digitalSignature,nonRepudiation");
        String sign = "pyhanko sign addsig --field %s pemder --key customer.key --cert customer.pem --no-pass %s %s";
        run(sign.formatted("customer-signature", "bundle.pdf", "signed.pdf"));
        run(sign.formatted("invisible", "signed.pdf", "twice.pdf"));
        run(sign.formatted("1/50,50,500,700/visible", "bundle.pdf", "covering.pdf"));

        assertThat(report(check(Files.readAllBytes(folder.resolve("signed.pdf")), authority))
                        .later()
                        .signatures())
                .extracting(BundleReport.Signed::signer)
                .containsExactly("CN=Customer");
        assertThat(report(check(Files.readAllBytes(folder.resolve("twice.pdf")), authority))
                        .later()
                        .signatures())
                .hasSize(2);
        assertThat(finding(check(Files.readAllBytes(folder.resolve("covering.pdf")), authority))
                        .fault())
                .isEqualTo(BundleFault.CHANGED_AFTER_SEAL);
    }

    private static void run(String command) throws IOException, InterruptedException {
        Programs.Run run = Programs.run(folder, command.split(" "));
        assertThat(run.exit()).as(run.output()).isZero();
    }
}
