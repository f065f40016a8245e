package io.certtrail.evidence.check;

import static io.certtrail.evidence.check.BundleFaultException.require;

import io.certtrail.evidence.check.PdfValue.Dict;
import io.certtrail.ledger.merkle.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSTypedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.Store;

/** A signature that somebody added after the seal: valid, whoever it is by. */
record LaterSignature(SignedRange range, BundleReport.Signed signed) {

    /**
     * Verifies one.
     *
     * @param sealed where the sealed revision ends
     * @param update that put it into the field: the signature stands in it, and has to cover everything to its end
     */
    static LaterSignature read(String field, Dict signature, PdfObjects objects, long sealed, PdfSection update)
            throws IOException {
        String place = "the signature in " + field;
        List<Long> numbers = new ArrayList<>();
        for (PdfValue number : objects.list(signature.get("ByteRange"))) {
            numbers.add(objects.number(number));
        }
        SignedRange range = SignedRange.of(numbers, objects.bytes(), BundleFault.LATER_SIGNATURE, place);
        require(
                range.from() > sealed
                        && range.to() < update.xref()
                        && update.eof() <= range.end()
                        && range.end() <= update.end(),
                BundleFault.LATER_SIGNATURE,
                place,
                "a signature to the end of the update that put it there, byte " + update.end(),
                "one to byte " + range.end());
        byte[] der = range.signature(objects.bytes(), false, BundleFault.LATER_SIGNATURE, place);
        require(
                signature.get("Contents") instanceof PdfValue.Str(String contents)
                        && contents.startsWith(new String(der, java.nio.charset.StandardCharsets.ISO_8859_1)),
                BundleFault.LATER_SIGNATURE,
                place,
                "the signature in its own hole",
                "another one");
        try {
            X509Certificate signer = signature.is("SubFilter", "ETSI.RFC3161")
                    ? Stamp.ofToken(der, () -> range.covered(objects.bytes()), BundleFault.LATER_SIGNATURE, place)
                            .signer()
                    : verify(der, range, objects.bytes(), place);
            String hash = HexFormat.of().formatHex(Sha256.digest().digest(signer.getEncoded()));
            return new LaterSignature(range, new BundleReport.Signed(field, Certificates.subject(signer), hash));
        } catch (BundleFaultException e) {
            throw e;
        } catch (CMSException | OperatorCreationException | GeneralSecurityException | RuntimeException e) {
            throw new BundleFaultException(
                    BundleFault.LATER_SIGNATURE, place, "a CMS signature", String.valueOf(e.getMessage()));
        }
    }

    private static X509Certificate verify(byte[] der, SignedRange range, PdfBytes bytes, String place)
            throws CMSException, IOException, OperatorCreationException, CertificateException {
        CMSSignedData data = new CMSSignedData(new Covered(range, bytes), der);
        List<SignerInformation> signers = List.copyOf(data.getSignerInfos().getSigners());
        require(signers.size() == 1, BundleFault.LATER_SIGNATURE, place, "one signer", signers.size() + " signers");
        SignerInformation signer = signers.getFirst();
        Collection<X509CertificateHolder> own = matches(data.getCertificates(), signer);
        require(own.size() == 1, BundleFault.LATER_SIGNATURE, place, "the signer's certificate", "none");
        X509Certificate certificate = Certificates.of(own.iterator().next().getEncoded());
        require(
                signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate.getPublicKey())),
                BundleFault.LATER_SIGNATURE,
                place,
                "a signature of what it covers",
                "one of something else");
        require(
                isNamed(signer, certificate),
                BundleFault.LATER_SIGNATURE,
                place,
                "the certificate that the signature names",
                "another one");
        return certificate;
    }

    /**
     * Whether the signature names this certificate (RFC 5035), where it names one, and the certificate is as whoever
     * certified itself with it made it.
     */
    private static boolean isNamed(SignerInformation signer, X509Certificate certificate) throws IOException {
        boolean isOwn = certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
        if (isOwn && !Certificates.isIssued(certificate, certificate)) {
            return false;
        }
        AttributeTable signed = signer.getSignedAttributes();
        Attribute named = signed == null ? null : signed.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
        if (named == null) {
            return true;
        }
        ESSCertIDv2 id =
                SigningCertificateV2.getInstance(named.getAttributeValues()[0]).getCerts()[0];
        try {
            String algorithm = Stamp.digestName(id.getHashAlgorithm().getAlgorithm());
            byte[] hash = MessageDigest.getInstance(algorithm).digest(certificate.getEncoded());
            return Arrays.equals(hash, id.getCertHash());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @SuppressWarnings("unchecked") // as Bouncy Castle declares it
    private static Collection<X509CertificateHolder> matches(
            Store<X509CertificateHolder> store, SignerInformation signer) {
        return store.getMatches(signer.getSID());
    }

    /** What Bouncy Castle reads. */
    private record Covered(SignedRange range, PdfBytes bytes) implements CMSTypedData {
        @Override
        public ASN1ObjectIdentifier getContentType() {
            return PKCSObjectIdentifiers.data;
        }

        @Override
        public void write(OutputStream out) throws IOException {
            try (InputStream in = range.covered(bytes)) {
                in.transferTo(out);
            }
        }

        @Override
        public Object getContent() {
            return this;
        }
    }
}
