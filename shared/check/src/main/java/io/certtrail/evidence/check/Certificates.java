package io.certtrail.evidence.check;

import io.certtrail.ledger.merkle.Sha256;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Certificates: whose they are, and whether they lead to those that somebody trusts. */
public final class Certificates {
    private static final int MOST = 20;
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;
    /** Any purpose, mail, documents (RFC 9336), and what Adobe and Microsoft had for documents before. */
    private static final Set<String> OF_DOCUMENTS = Set.of(
            "2.5.29.37.0",
            "1.3.6.1.5.5.7.3.4",
            "1.3.6.1.5.5.7.3.36",
            "1.2.840.113583.1.1.5",
            "1.3.6.1.4.1.311.10.3.12");

    private Certificates() {}

    /**
     * Reads certificates, PEM (RFC 7468) or DER.
     *
     * @throws IllegalArgumentException if they are none, or there is none
     */
    public static List<X509Certificate> parse(byte[] bytes) {
        try {
            List<X509Certificate> certificates = new ArrayList<>();
            for (Certificate one :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes))) {
                certificates.add((X509Certificate) one);
            }
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("there is no certificate");
            }
            return certificates;
        } catch (CertificateException e) {
            throw new IllegalArgumentException("these are no certificates", e);
        }
    }

    static X509Certificate of(byte[] der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    /** SHA-256 of the public key, in hex, as the cover shows it. */
    static String keySha256(X509Certificate certificate) {
        return HexFormat.of()
                .formatHex(Sha256.digest().digest(certificate.getPublicKey().getEncoded()));
    }

    /** Whose it says that it is. */
    static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    static String shown(X509Certificate certificate) {
        return subject(certificate) + " (key SHA-256 " + keySha256(certificate) + ")";
    }

    static String shown(List<X509Certificate> certificates) {
        return certificates.stream().map(Certificates::shown).collect(Collectors.joining(" or "));
    }

    static boolean isIssued(X509Certificate certificate, X509Certificate issuer) {
        if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /**
     * Whether its authority may have meant it for signing documents (RFC 5280 §4.2.1.3 and 4.2.1.12): a usage that is named is
     * of signing, and of the purposes that are named one is of documents, mail, or all.
     */
    static boolean isForDocuments(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE] && !usage[NON_REPUDIATION]) {
            return false;
        }
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes == null || purposes.stream().anyMatch(OF_DOCUMENTS::contains);
        } catch (CertificateException e) {
            return false;
        }
    }

    static boolean isValidAt(X509Certificate certificate, Instant time) {
        return !time.isBefore(certificate.getNotBefore().toInstant())
                && !time.isAfter(certificate.getNotAfter().toInstant());
    }

    /**
     * Whether a certificate is one of those that are trusted, or leads to one of them at that time. Whether it was revoked
     * is not asked.
     *
     * @param others that may stand between them
     */
    static boolean leads(
            X509Certificate certificate, List<X509Certificate> others, List<X509Certificate> trusted, Instant time) {
        if (trusted.contains(certificate)) {
            return true;
        }
        List<X509Certificate> path = new ArrayList<>(List.of(certificate));
        while (path.size() < MOST) {
            X509Certificate last = path.getLast();
            for (X509Certificate anchor : trusted) {
                if (isIssued(last, anchor) && isPath(path, anchor, time)) {
                    return true;
                }
            }
            X509Certificate next = others.stream()
                    .filter(other -> !path.contains(other) && isIssued(last, other))
                    .findFirst()
                    .orElse(null);
            if (next == null) {
                return false;
            }
            path.add(next);
        }
        return false;
    }

    private static boolean isPath(List<X509Certificate> path, X509Certificate anchor, Instant time) {
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(time));
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Whether this is the key of one of them. */
    static boolean isKeyOf(X509Certificate certificate, List<X509Certificate> trusted) {
        return trusted.stream()
                .anyMatch(one -> Arrays.equals(
                        one.getPublicKey().getEncoded(),
                        certificate.getPublicKey().getEncoded()));
    }
}
