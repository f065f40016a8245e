package io.certtrail.evidence.seal;

import io.certtrail.ledger.merkle.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSAttributeTableGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.CMSTypedData;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.CollectionStore;
import org.jspecify.annotations.Nullable;

/**
 * Detached CMS signatures (RFC 5652) as CAdES and PAdES baseline B-B have them, and B-T where there is a time stamp
 * (ETSI EN 319 122-1 and 319 142-1). Thread-safe.
 */
public final class CmsSigner {
    private final Seal seal;
    private final @Nullable TimeStamps timeStamps;

    /** @param timeStamps null if none are configured */
    public CmsSigner(Seal seal, @Nullable TimeStamps timeStamps) {
        this.seal = seal;
        this.timeStamps = timeStamps;
    }

    /**
     * A signature over the content, DER.
     *
     * @throws IOException if the content can't be read or there is no time stamp to be had
     */
    public byte[] sign(Seal.Content content) throws IOException {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(signerInfo());
            generator.addCertificates(new CollectionStore<>(seal.chain()));
            CMSSignedData signed = generator.generate(new Streamed(content), false);
            return signed.toASN1Structure().getEncoded("DER");
        } catch (CMSException | OperatorCreationException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException("the seal can't be made: " + e.getMessage(), e);
        } catch (UncheckedIOException e) { // of the time stamp
            throw e.getCause();
        }
    }

    private SignerInfoGenerator signerInfo() throws IOException, OperatorCreationException {
        SignerInfoGeneratorBuilder builder =
                new SignerInfoGeneratorBuilder(Digests.PROVIDER).setSignedAttributeGenerator(signedAttributes());
        if (timeStamps != null) {
            builder.setUnsignedAttributeGenerator(stamping(timeStamps));
        }
        return builder.build(seal.signer(), seal.chain().getFirst());
    }

    /** Content type, digest and the certificate; the time of signing stands in the PDF's own dictionary. */
    private CMSAttributeTableGenerator signedAttributes() throws IOException {
        byte[] hash = Sha256.digest().digest(seal.chain().getFirst().getEncoded());
        SigningCertificateV2 certificate = new SigningCertificateV2(new ESSCertIDv2(hash));
        return new DefaultSignedAttributeTableGenerator(new AttributeTable(
                new Attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(certificate)))) {
            @Override
            @SuppressWarnings({"rawtypes", "unchecked"}) // as Bouncy Castle declares it
            public AttributeTable getAttributes(Map parameters) {
                return super.getAttributes(parameters)
                        .remove(CMSAttributes.signingTime)
                        .remove(CMSAttributes.cmsAlgorithmProtect);
            }
        };
    }

    private static CMSAttributeTableGenerator stamping(TimeStamps timeStamps) {
        return parameters -> {
            byte[] signature = (byte[]) parameters.get(CMSAttributeTableGenerator.SIGNATURE);
            try {
                byte[] token = timeStamps
                        .stamp(Sha256.digest().digest(signature))
                        .getTimeStampToken()
                        .getEncoded();
                return new AttributeTable(new Attribute(
                        PKCSObjectIdentifiers.id_aa_signatureTimeStampToken,
                        new DERSet(ASN1Primitive.fromByteArray(token))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** What Bouncy Castle reads; its content may not be null, or the hash of nothing is signed. */
    private record Streamed(Seal.Content content) implements CMSTypedData {
        @Override
        public ASN1ObjectIdentifier getContentType() {
            return PKCSObjectIdentifiers.data;
        }

        @Override
        public void write(OutputStream out) throws IOException {
            try (InputStream in = content.open()) {
                in.transferTo(out);
            }
        }

        @Override
        public Object getContent() {
            return content;
        }
    }
}
