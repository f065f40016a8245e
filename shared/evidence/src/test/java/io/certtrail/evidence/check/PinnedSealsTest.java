package io.certtrail.evidence.check;

import static io.certtrail.evidence.check.BundleVerifierTest.finding;
import static io.certtrail.evidence.check.BundleVerifierTest.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.exports.Format;
import io.certtrail.evidence.bundle.Bench;
import io.certtrail.evidence.seal.LocalSealKey;
import io.certtrail.evidence.seal.Seal;
import io.certtrail.ledger.export.ExportFilter;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seals whose certificate is by an authority that was given with {@code --seal-cert}: not all it certifies may seal. */
class PinnedSealsTest {
    private static final X500Name AUTHORITY = new X500Name("CN=authority of a test");
    private static final Date FROM = Date.from(Instant.parse("2026-01-01T00:00:00Z"));
    private static final Date TO = Date.from(Instant.parse("2036-01-01T00:00:00Z"));
    private static final int SIGNS = KeyUsage.digitalSignature;
    private static final int NONE = 0;

    private final KeyPair pair = pair();
    private final X509CertificateHolder top;

    @TempDir
    Path folder;

    PinnedSealsTest() throws Exception {
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                AUTHORITY,
                BigInteger.ONE,
                FROM,
                TO,
                AUTHORITY,
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        top = builder.build(signer());
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256, new SecureRandom());
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private ContentSigner signer() throws Exception {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
    }

    /** @param usage {@link #NONE} for a certificate without it */
    private BundleVerdict sealedFor(int usage, boolean isOwnGiven, String... purposes) throws Exception {
        LocalSealKey key = new LocalSealKey(LocalSealKey.generate(new SecureRandom()));
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                AUTHORITY,
                BigInteger.TWO,
                FROM,
                TO,
                new X500Name("CN=www.example"),
                SubjectPublicKeyInfo.getInstance(key.publicKey()));
        if (usage != NONE) {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        }
        if (purposes.length > 0) {
            KeyPurposeId[] ids = new KeyPurposeId[purposes.length];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = KeyPurposeId.getInstance(new ASN1ObjectIdentifier(purposes[i]));
            }
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(ids));
        }
        Bench bench = new Bench(3, new Seal(key, List.of(builder.build(signer()), top)));
        X509Certificate given =
                isOwnGiven ? BundleVerifierTest.certificate(bench.seal) : Certificates.of(top.getEncoded());
        return new Checking(folder, Checking.trust(bench, List.of(given), List.of()))
                .bundle(bench.make(Format.ZIP, ExportFilter.NONE, "a", null).file());
    }

    @Test
    void aCertificateForDocumentsOrForNothingInParticularIsPinned() throws Exception {
        for (int usage : new int[] {NONE, SIGNS, KeyUsage.nonRepudiation, SIGNS | KeyUsage.keyEncipherment}) {
            assertThat(report(sealedFor(usage, false)).seal().isPinned()).isTrue();
        }
        for (String purpose : List.of(
                "2.5.29.37.0",
                "1.3.6.1.5.5.7.3.4",
                "1.3.6.1.5.5.7.3.36",
                "1.2.840.113583.1.1.5",
                "1.3.6.1.4.1.311.10.3.12")) {
            assertThat(report(sealedFor(SIGNS, false, "1.3.6.1.5.5.7.3.2", purpose))
                            .seal()
                            .isPinned())
                    .as(purpose)
                    .isTrue();
        }
    }

    @Test
    void aCertificateForSomethingElseIsNotTheSealsThoughTheAuthorityIsGiven() throws Exception {
        assertThat(finding(sealedFor(SIGNS, false, "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"))
                        .fault())
                .isEqualTo(BundleFault.SEAL_KEY);
        assertThat(finding(sealedFor(SIGNS, false, "1.3.6.1.5.5.7.3.3")).fault())
                .isEqualTo(BundleFault.SEAL_KEY);
        assertThat(finding(sealedFor(KeyUsage.keyAgreement, false)).fault()).isEqualTo(BundleFault.SEAL_KEY);
    }

    /** Whoever names the very certificate has decided. */
    @Test
    void theSealsOwnCertificateIsTakenWhateverItIsFor() throws Exception {
        assertThat(report(sealedFor(SIGNS, true, "1.3.6.1.5.5.7.3.1")).seal().isPinned())
                .isTrue();
    }
}
