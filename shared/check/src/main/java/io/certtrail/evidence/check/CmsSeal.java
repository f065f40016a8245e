package io.certtrail.evidence.check;

import static io.certtrail.evidence.check.BundleFaultException.require;

import io.certtrail.ledger.merkle.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/**
 * A detached signature of the one form that CertTrail writes (CAdES B-B or B-T: RFC 5652 with three signed attributes,
 * ECDSA with SHA-256, DER), verified.
 *
 * @param chain the signer's certificate, then those above it, each of which signed the one before
 * @param value the signature, which is what a time stamp is of
 * @param stamp the time stamp of the signature, DER; null if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record CmsSeal(List<X509Certificate> chain, byte[] value, byte @Nullable [] stamp) {
    private static final int MOST_CERTIFICATES = 16;

    /**
     * Verifies a signature.
     *
     * @param broken the fault when the signature is not of this content
     * @param sha256 of the content
     */
    static CmsSeal verify(byte[] der, byte[] sha256, BundleFault broken, String place) {
        try {
            return new Reading(broken, place).read(der, sha256);
        } catch (BundleFaultException e) {
            throw e;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // What a parser throws at a stranger's bytes is no fault of this program.
            throw new BundleFaultException(broken, place, "a CMS signature", String.valueOf(e.getMessage()));
        }
    }

    private record Reading(BundleFault broken, String place) {
        CmsSeal read(byte[] der, byte[] sha256) throws IOException, GeneralSecurityException {
            ContentInfo content = ContentInfo.getInstance(ASN1Primitive.fromByteArray(der));
            expect(content.getContentType().equals(PKCSObjectIdentifiers.signedData), "signed data", "another type");
            SignedData data = SignedData.getInstance(content.getContent());
            expect(Arrays.equals(content.getEncoded(ASN1Encoding.DER), der), "DER", "another encoding");
            expect(
                    data.getVersion().hasValue(1)
                            && data.getCRLs() == null
                            && data.getSignerInfos().size() == 1
                            && data.getDigestAlgorithms().size() == 1
                            && data.getEncapContentInfo().getContentType().equals(PKCSObjectIdentifiers.data)
                            && data.getEncapContentInfo().getContent() == null,
                    "one signer of a detached content",
                    "another form");
            SignerInfo signer = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
            requireAlgorithms(data, signer);
            byte[] certificateHash = signed(signer.getAuthenticatedAttributes(), sha256);
            List<X509Certificate> chain = chain(certificates(data.getCertificates()), certificateHash);
            X509Certificate own = chain.getFirst();
            IssuerAndSerialNumber id =
                    IssuerAndSerialNumber.getInstance(signer.getSID().getId());
            expect(
                    id.getSerialNumber().getValue().equals(own.getSerialNumber())
                            && Arrays.equals(
                                    id.getName().getEncoded(),
                                    own.getIssuerX500Principal().getEncoded()),
                    "the signer's certificate",
                    "another one's number");
            byte[] value = signer.getEncryptedDigest().getOctets();
            Signature ecdsa = Signature.getInstance("SHA256withECDSA");
            ecdsa.initVerify(own.getPublicKey());
            ecdsa.update(signer.getAuthenticatedAttributes().getEncoded(ASN1Encoding.DER));
            expect(ecdsa.verify(value), "a signature by " + Certificates.shown(own), "another value");
            return new CmsSeal(chain, value, stamp(signer.getUnauthenticatedAttributes()));
        }

        private void requireAlgorithms(SignedData data, SignerInfo signer) {
            AlgorithmIdentifier digest = signer.getDigestAlgorithm();
            boolean isKnown = digest.equals(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256))
                    || digest.equals(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE));
            expect(
                    isKnown
                            && digest.equals(AlgorithmIdentifier.getInstance(
                                    data.getDigestAlgorithms().getObjectAt(0)))
                            && signer.getVersion().hasValue(1)
                            && signer.getDigestEncryptionAlgorithm()
                                    .equals(new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256)),
                    "ECDSA with SHA-256",
                    "other algorithms");
        }

        /** The signed attributes: all three, and no other; gives the hash of the signer's certificate. */
        private byte[] signed(@Nullable ASN1Set attributes, byte[] sha256) {
            expect(attributes != null && attributes.size() == 3, "three signed attributes", "another number");
            expect(PKCSObjectIdentifiers.data.equals(value(attributes, CMSAttributes.contentType)), "data", "another");
            byte[] digest = ASN1OctetString.getInstance(value(attributes, CMSAttributes.messageDigest))
                    .getOctets();
            require(Arrays.equals(digest, sha256), broken, place, "SHA-256 " + hex(digest), hex(sha256));
            ESSCertIDv2[] ids = SigningCertificateV2.getInstance(
                            value(attributes, PKCSObjectIdentifiers.id_aa_signingCertificateV2))
                    .getCerts();
            expect(
                    ids.length == 1 && ids[0].getHashAlgorithm().getAlgorithm().equals(NISTObjectIdentifiers.id_sha256),
                    "one certificate",
                    ids.length + "");
            return ids[0].getCertHash();
        }

        private ASN1Encodable value(@Nullable ASN1Set attributes, ASN1ObjectIdentifier type) {
            for (ASN1Encodable one : attributes == null ? new DERSet() : attributes) {
                Attribute attribute = Attribute.getInstance(one);
                if (attribute.getAttrType().equals(type)
                        && attribute.getAttrValues().size() == 1) {
                    return attribute.getAttrValues().getObjectAt(0);
                }
            }
            throw new BundleFaultException(broken, place, "the attribute " + type, "none");
        }

        private byte @Nullable [] stamp(@Nullable ASN1Set attributes) throws IOException {
            if (attributes == null) {
                return null;
            }
            expect(attributes.size() == 1, "a time stamp and nothing else unsigned", "something else");
            return value(attributes, PKCSObjectIdentifiers.id_aa_signatureTimeStampToken)
                    .toASN1Primitive()
                    .getEncoded();
        }

        private List<X509Certificate> certificates(@Nullable ASN1Set set) throws GeneralSecurityException, IOException {
            expect(set != null && set.size() <= MOST_CERTIFICATES, "some certificates", "none or too many");
            List<X509Certificate> certificates = new ArrayList<>();
            for (ASN1Encodable one : set == null ? new DERSet() : set) {
                byte[] der = one.toASN1Primitive().getEncoded();
                certificates.add((X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
            }
            return certificates;
        }

        private List<X509Certificate> chain(List<X509Certificate> certificates, byte[] hash)
                throws GeneralSecurityException {
            List<X509Certificate> left = new ArrayList<>(certificates);
            List<X509Certificate> chain = new ArrayList<>();
            for (X509Certificate one : certificates) {
                if (Arrays.equals(Sha256.digest().digest(one.getEncoded()), hash)) {
                    chain.add(one);
                    left.remove(one);
                }
            }
            expect(chain.size() == 1, "the signer's certificate, SHA-256 " + hex(hash), "others");
            for (int i = 0; i < certificates.size() && !left.isEmpty(); i++) {
                X509Certificate last = chain.getLast();
                left.stream()
                        .filter(one -> Certificates.isIssued(last, one))
                        .findFirst()
                        .ifPresent(one -> {
                            chain.add(one);
                            left.remove(one);
                        });
            }
            expect(left.isEmpty(), "certificates that sign one another", "one that does not belong there");
            X509Certificate top = chain.getLast();
            boolean isOwn = top.getIssuerX500Principal().equals(top.getSubjectX500Principal());
            expect(!isOwn || Certificates.isIssued(top, top), "a certificate that certifies itself", "another");
            return chain;
        }

        private void expect(boolean holds, String expected, String found) {
            require(holds, broken, place, expected, found);
        }

        private static String hex(byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
    }
}
