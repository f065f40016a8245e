package io.certtrail.evidence.check;

import static io.certtrail.evidence.check.BundleFaultException.require;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerId;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.Store;

/**
 * A time stamp (RFC 3161), verified but for whose it is.
 *
 * @param signer the certificate of who made it
 * @param others the certificates beside it
 */
record Stamp(Instant time, X509Certificate signer, List<X509Certificate> others) {
    private static final Map<String, String> DIGESTS = Map.of(
            NISTObjectIdentifiers.id_sha256.getId(), "SHA-256",
            NISTObjectIdentifiers.id_sha384.getId(), "SHA-384",
            NISTObjectIdentifiers.id_sha512.getId(), "SHA-512");

    /** Bytes that were stamped. */
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
    }

    /** The stamp in an authority's answer. */
    static Stamp ofResponse(byte[] der, byte[] content, String place) {
        try {
            TimeStampResponse response = new TimeStampResponse(der);
            require(
                    response.getTimeStampToken() != null && Arrays.equals(response.getEncoded(), der),
                    BundleFault.STAMP,
                    place,
                    "an answer with a time stamp",
                    "another answer");
            return of(response.getTimeStampToken(), () -> new ByteArrayInputStream(content), BundleFault.STAMP, place);
        } catch (BundleFaultException e) {
            throw e;
        } catch (TSPException | IOException | RuntimeException e) {
            throw fault(BundleFault.STAMP, place, e);
        }
    }

    static Stamp ofToken(byte[] der, Content content, BundleFault broken, String place) throws IOException {
        try {
            return of(new TimeStampToken(new CMSSignedData(der)), content, broken, place);
        } catch (BundleFaultException e) {
            throw e;
        } catch (TSPException | CMSException | RuntimeException e) {
            throw fault(broken, place, e);
        }
    }

    private static Stamp of(TimeStampToken token, Content content, BundleFault broken, String place)
            throws IOException, TSPException {
        String algorithm = digestName(token.getTimeStampInfo().getMessageImprintAlgOID());
        require(
                Arrays.equals(
                        digest(algorithm, content), token.getTimeStampInfo().getMessageImprintDigest()),
                broken,
                place,
                "a time stamp of this",
                "one of something else");
        try {
            Store<X509CertificateHolder> store = token.getCertificates();
            Collection<X509CertificateHolder> own = matches(store, token.getSID());
            require(own.size() == 1, broken, place, "the certificate of the authority in its stamp", "none");
            X509CertificateHolder holder = own.iterator().next();
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(holder));
            List<X509Certificate> others = new ArrayList<>();
            for (X509CertificateHolder other : store.getMatches(null)) {
                others.add(Certificates.of(other.getEncoded()));
            }
            return new Stamp(
                    token.getTimeStampInfo().getGenTime().toInstant(), Certificates.of(holder.getEncoded()), others);
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw fault(broken, place, e);
        }
    }

    /**
     * What the JDK calls a digest.
     *
     * @throws IllegalArgumentException if it is not of the family SHA-2
     */
    static String digestName(ASN1ObjectIdentifier algorithm) {
        String name = DIGESTS.get(algorithm.getId());
        if (name == null) {
            throw new IllegalArgumentException("expected a digest of the family SHA-2, found " + algorithm);
        }
        return name;
    }

    @SuppressWarnings("unchecked") // as Bouncy Castle declares it
    private static Collection<X509CertificateHolder> matches(Store<X509CertificateHolder> store, SignerId id) {
        return store.getMatches(id);
    }

    private static byte[] digest(String algorithm, Content content) throws IOException {
        try (DigestInputStream in = new DigestInputStream(content.open(), MessageDigest.getInstance(algorithm))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return in.getMessageDigest().digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    private static BundleFaultException fault(BundleFault broken, String place, Exception e) {
        return new BundleFaultException(broken, place, "a time stamp (RFC 3161)", String.valueOf(e.getMessage()));
    }
}
