package io.certtrail.evidence.seal;

import io.certtrail.domain.exports.SealKey;
import io.certtrail.ledger.merkle.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;

/**
 * A key and the certificates that say whose it is.
 *
 * @param chain the key's own certificate first
 */
public record Seal(SealKey key, List<X509CertificateHolder> chain) {
    /** A certificate that has no end of its own (RFC 5280 §4.1.2.5). */
    private static final Instant NO_END = Instant.parse("9999-12-31T23:59:59Z");

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SERIAL_BYTES = 16;
    private static final int MOST_NAME = 64;

    public Seal {
        chain = List.copyOf(chain);
        byte[] certified = encoded(chain.getFirst().getSubjectPublicKeyInfo());
        if (!Arrays.equals(certified, key.publicKey())) {
            throw new IllegalArgumentException("the first certificate is not of the seal's key");
        }
    }

    /**
     * The key with a certificate that it gives itself: the same each time but for the signature's bytes.
     *
     * @param name whose key it is; the first 64 characters are taken
     */
    public static Seal selfSigned(SealKey key, String name) {
        SubjectPublicKeyInfo spki = SubjectPublicKeyInfo.getInstance(key.publicKey());
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, name.length() <= MOST_NAME ? name : name.substring(0, MOST_NAME))
                .build();
        byte[] id = Sha256.digest().digest(key.publicKey());
        BigInteger serial = new BigInteger(1, Arrays.copyOf(id, SERIAL_BYTES));
        X509v3CertificateBuilder certificate =
                new X509v3CertificateBuilder(subject, serial, Date.from(BEGIN), Date.from(NO_END), subject, spki);
        try {
            certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            certificate.addExtension(
                    Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
            certificate.addExtension(
                    Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(Arrays.copyOf(id, 20)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return new Seal(key, List.of(certificate.build(signer(key))));
    }

    /**
     * The key with certificates of somebody's own.
     *
     * @param certificates DER in base64 each, with commas between: the key's, then those above it
     * @throws IllegalArgumentException if they are no certificates, or the first is of another key
     */
    public static Seal certified(SealKey key, String certificates) {
        List<X509CertificateHolder> chain = new ArrayList<>();
        for (String certificate : certificates.split(",", -1)) {
            try {
                chain.add(new X509CertificateHolder(Base64.getDecoder().decode(certificate.strip())));
            } catch (IOException e) {
                throw new IllegalArgumentException("certificate %d of the seal is none".formatted(chain.size() + 1), e);
            }
        }
        return new Seal(key, chain);
    }

    /** SHA-256 of the public key, in hex: what a verifier compares. */
    public String fingerprint() {
        return fingerprint(chain.getFirst());
    }

    /** SHA-256 of a certificate's public key, in hex. */
    public static String fingerprint(X509CertificateHolder certificate) {
        return HexFormat.of().formatHex(Sha256.digest().digest(encoded(certificate.getSubjectPublicKeyInfo())));
    }

    ContentSigner signer() {
        return signer(key);
    }

    private static ContentSigner signer(SealKey key) {
        DigestOutputStream hashed = new DigestOutputStream(OutputStream.nullOutputStream(), Sha256.digest());
        return new ContentSigner() {
            @Override
            public AlgorithmIdentifier getAlgorithmIdentifier() {
                return new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
            }

            @Override
            public OutputStream getOutputStream() {
                return hashed;
            }

            @Override
            public byte[] getSignature() {
                return key.sign(hashed.getMessageDigest().digest());
            }
        };
    }

    private static byte[] encoded(SubjectPublicKeyInfo spki) {
        try {
            return spki.getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Something that is signed, read from its beginning each time. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }
}
