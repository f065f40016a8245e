package io.certtrail.evidence.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.certtrail.domain.exports.Format;
import io.certtrail.evidence.bundle.Bench;
import io.certtrail.evidence.seal.LocalSealKey;
import io.certtrail.evidence.seal.Seal;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.verify.TrustedKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BundleVerifierTest {
    private final Bench bench = new Bench(40);
    private final Bench.Made pdf = bench.make(Format.PDF, ExportFilter.NONE, "auditor", null);
    private final Bench.Made zip = bench.make(Format.ZIP, ExportFilter.NONE, "auditor", null);

    @TempDir
    Path folder;

    private Checking checking() {
        return new Checking(folder, Checking.trust(bench));
    }

    @Test
    void bothFormsAreVerified() {
        for (Bench.Made made : List.of(pdf, zip)) {
            Checking.Outcome outcome = checking().whole(made.file());

            assertThat(outcome).isInstanceOf(Checking.Outcome.Good.class);
            Checking.Outcome.Good good = (Checking.Outcome.Good) outcome;
            assertThat(good.proof()).isEqualTo(made.proof());
            assertThat(good.report().seal().isVouched()).isTrue();
            assertThat(good.report().seal().isPinned()).isFalse();
            assertThat(good.report().seal().keySha256()).isEqualTo(bench.seal.fingerprint());
            assertThat(good.report().stamp()).isEmpty();
            assertThat(good.report().later()).isEqualTo(BundleReport.Later.NOTHING);
        }
    }

    @Test
    void withoutKeysNobodyVouchesForTheSeal() {
        Trust nobody = new Trust(TrustedKeys.NONE, List.of(), List.of());

        assertThat(report(new Checking(folder, nobody).bundle(pdf.file()))
                        .seal()
                        .isVouched())
                .isFalse();
    }

    @Test
    void theCertificateGivenMustBeTheSeals() throws IOException {
        X509Certificate own = certificate(bench.seal);
        X509Certificate other = certificate(
                Seal.selfSigned(new LocalSealKey(LocalSealKey.generate(new SecureRandom())), "CertTrail of a test"));

        for (Bench.Made made : List.of(pdf, zip)) {
            Checking right = new Checking(folder, Checking.trust(bench, List.of(own), List.of()));
            Checking wrong = new Checking(folder, Checking.trust(bench, List.of(other), List.of()));

            assertThat(report(right.bundle(made.file())).seal().isPinned()).isTrue();
            assertThat(finding(wrong.bundle(made.file())).fault()).isEqualTo(BundleFault.SEAL_KEY);
        }
    }

    @Test
    void aBundleOfAnotherDeploymentIsNotVouchedFor() {
        Bench other = new Bench(40);
        Trust trust = new Trust(
                new TrustedKeys(List.of(io.certtrail.ledger.checkpoint.Ed25519Signer.of(
                                io.certtrail.testkit.exports.SampleLedger.ORIGIN.exportsKeyName(), new byte[32])
                        .verifierKey())),
                List.of(),
                List.of());

        BundleVerdict verdict = new Checking(folder, trust)
                .bundle(other.make(Format.ZIP, ExportFilter.NONE, "a", null).file());

        assertThat(finding(verdict).fault()).isEqualTo(BundleFault.VOUCHER);
    }

    @ParameterizedTest
    @EnumSource(value = Member.class, names = "STAMP", mode = EnumSource.Mode.EXCLUDE)
    void aFileThatWasChangedInAZipIsNamed(Member member) throws IOException {
        Zips zips = Zips.of(zip.file());
        String name = zips.name(member);
        byte[] file = zips.file(member).clone();
        file[file.length / 2] ^= 1;
        zips.files().put(name, file);

        assertThat(checking().whole(zips.bytes())).isInstanceOf(Checking.Outcome.Bad.class);
    }

    @ParameterizedTest
    @EnumSource(value = Member.class, names = "STAMP", mode = EnumSource.Mode.EXCLUDE)
    void aFileThatIsMissingInAZipIsNamed(Member member) throws IOException {
        Zips zips = Zips.of(zip.file());
        String name = zips.name(member);
        zips.files().remove(name);

        assertThat(finding(checking().bundle(zips.bytes())).toString()).contains(name);
    }

    @Test
    void aFileMoreIsNamedAndSoIsOneThatStandsTwice() throws IOException {
        Zips more = Zips.of(zip.file());
        more.files().put("notes.txt", new byte[] {1});
        Zips path = Zips.of(zip.file());
        path.files().put("../../" + path.name(Member.TABLE), new byte[] {1});
        Zips twice = Zips.of(zip.file());
        String name = twice.name(Member.MANIFEST);
        twice.files().put("X" + name.substring(1), twice.file(Member.MANIFEST));
        byte[] doubled = replaced(twice.bytes(), "X" + name.substring(1), name);

        assertThat(finding(checking().bundle(more.bytes())))
                .satisfies(found -> assertThat(found.fault()).isEqualTo(BundleFault.MEMBER_UNKNOWN))
                .satisfies(found -> assertThat(found.place()).isEqualTo("notes.txt"));
        assertThat(finding(checking().bundle(path.bytes())).fault()).isEqualTo(BundleFault.MEMBER_UNKNOWN);
        assertThat(finding(checking().bundle(doubled)).fault()).isEqualTo(BundleFault.MEMBER_REPEATED);
    }

    @Test
    void aZipInAnotherFormIsRefused() throws IOException {
        Zips later = Zips.of(zip.file());
        byte[] comment = Arrays.copyOf(zip.file(), zip.file().length + 1);
        byte[] before = new byte[zip.file().length + 1];
        System.arraycopy(zip.file(), 0, before, 1, zip.file().length);

        assertThat(finding(checking().bundle(later.at(later.time().plusSeconds(2))))
                        .place())
                .isEqualTo("the times of the files");
        assertThat(finding(checking().bundle(comment)).fault()).isEqualTo(BundleFault.FORM);
        assertThat(finding(checking().bundle(before)).fault()).isEqualTo(BundleFault.NOT_A_BUNDLE);
    }

    @Test
    void bothBundlesOfOneExportCanNotBeMixed() throws IOException {
        Bench.Made other = bench.make(Format.ZIP, ExportFilter.NONE, "somebody else", null);
        Zips mixed = Zips.of(zip.file());
        Zips from = Zips.of(other.file());
        for (Member member : List.of(Member.MANIFEST, Member.SIGNATURE, Member.VOUCHER, Member.TABLE)) {
            Map<String, byte[]> files = new LinkedHashMap<>(mixed.files());
            files.put(mixed.name(member), from.file(member));

            assertThat(checking().whole(new Zips(files, mixed.time()).bytes()))
                    .as(member.name())
                    .isInstanceOf(Checking.Outcome.Bad.class);
        }
    }

    @Test
    void aBombIsNotUnpackedBeyondItsBound() throws IOException {
        Zips zips = Zips.of(zip.file());
        zips.files().put(zips.name(Member.MANIFEST), new byte[10 << 20]);

        assertThat(finding(checking().bundle(zips.bytes())).fault()).isEqualTo(BundleFault.TOO_LARGE);
    }

    @Test
    void aZipWhosePlacesDoNotFitIsRefused() throws IOException {
        Path large = folder.resolve("large.zip");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.write(zip.file());
            file.setLength(1L << 32);
        }
        Path scratch = Files.createTempDirectory(folder, "unpacked");

        assertThat(finding(BundleVerifier.trusting(Checking.trust(bench)).verify(large, scratch))
                        .fault())
                .isEqualTo(BundleFault.TOO_LARGE);
    }

    @Test
    void deflatedBytesThatHoldNothingAreBounded() {
        byte[] empty = new byte[5 << 20];
        for (int i = 0; i < empty.length; i += 5) {
            empty[i + 3] = (byte) 0xFF; // a stored block of no bytes (RFC 1951 §3.2.4)
            empty[i + 4] = (byte) 0xFF;
        }
        empty[empty.length - 5] = 1;

        assertThatExceptionOfType(BundleFaultException.class)
                .isThrownBy(() -> new Unpacked(Files.createTempDirectory(folder, "unpacked"))
                        .take(Member.README, new ByteArrayInputStream(empty), false))
                .satisfies(e -> assertThat(e.finding().fault()).isEqualTo(BundleFault.FORM));
    }

    @Test
    void aSignatureWithoutTheFirstByteOrOverLessIsRefused() {
        String text = new String(pdf.file(), StandardCharsets.ISO_8859_1);
        String less = text.replaceFirst("/ByteRange \\[0 ", "/ByteRange [1 ");
        String other = text.replaceFirst("(/ByteRange \\[0 \\d+ \\d+) \\d+\\]", "$1 1]")
                .replaceFirst("(/ByteRange [^/]*)/", "$1   /");

        assertThat(finding(bytes(less)).fault()).isEqualTo(BundleFault.NOT_A_BUNDLE);
        assertThat(finding(bytes(other)).fault()).isEqualTo(BundleFault.SEAL_COVERAGE);
    }

    @Test
    void aBundleThatIsCutOffIsRefused() {
        for (int length : new int[] {0, 1, 9, 300, 60_000, pdf.file().length - 1}) {
            assertThat(finding(checking().bundle(Arrays.copyOf(pdf.file(), length))))
                    .isNotNull();
        }
        for (int length : new int[] {0, 1, 9, 300, 4_000, zip.file().length - 1}) {
            assertThat(finding(checking().bundle(Arrays.copyOf(zip.file(), length))))
                    .isNotNull();
        }
    }

    @Test
    void paddingBehindTheSealHoldsZerosAndItsDigitsAreSmall() {
        String text = new String(pdf.file(), StandardCharsets.ISO_8859_1);
        int zeros = text.indexOf("0".repeat(1000));

        assertThat(finding(bytes(text.substring(0, zeros + 900) + "1" + text.substring(zeros + 901)))
                        .fault())
                .isEqualTo(BundleFault.SEAL_FORM);
        assertThat(finding(bytes(text.replaceFirst("/Contents <3082", "/Contents <3082".replace("<3082", "<3 82"))))
                        .fault())
                .isEqualTo(BundleFault.SEAL_FORM);
    }

    private BundleVerdict bytes(String text) {
        return checking().bundle(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] replaced(byte[] bytes, String what, String by) {
        return new String(bytes, StandardCharsets.ISO_8859_1).replace(what, by).getBytes(StandardCharsets.ISO_8859_1);
    }

    static X509Certificate certificate(Seal seal) throws IOException {
        return Certificates.parse(seal.chain().getFirst().getEncoded()).getFirst();
    }

    static BundleReport report(BundleVerdict verdict) {
        assertThat(verdict).isInstanceOf(BundleVerdict.Intact.class);
        return ((BundleVerdict.Intact) verdict).report();
    }

    static BundleFinding finding(BundleVerdict verdict) {
        assertThat(verdict).isInstanceOf(BundleVerdict.Tampered.class);
        return ((BundleVerdict.Tampered) verdict).finding();
    }
}
