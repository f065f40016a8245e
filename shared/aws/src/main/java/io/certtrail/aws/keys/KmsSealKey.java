package io.certtrail.aws.keys;

import io.certtrail.domain.exports.SealKey;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/** Seals with a key that never leaves KMS: ECC_NIST_P256, ECDSA_SHA_256 over a digest (AWS KMS, "Key spec reference"). */
public final class KmsSealKey implements SealKey {
    private final KmsClient kms;
    private final String arn;
    private final byte[] publicKey;

    /**
     * The key of this ARN; asks KMS for its public half.
     *
     * @throws IllegalStateException if it is no key on P-256
     */
    public KmsSealKey(KmsClient kms, String arn) {
        this.kms = kms;
        this.arn = arn;
        var answer = kms.getPublicKey(request -> request.keyId(arn));
        if (answer.keySpec() != KeySpec.ECC_NIST_P256) {
            throw new IllegalStateException("%s seals nothing: expected a key of ECC_NIST_P256, found %s"
                    .formatted(arn, answer.keySpecAsString()));
        }
        publicKey = answer.publicKey().asByteArray();
    }

    @Override
    public byte[] publicKey() {
        return publicKey.clone();
    }

    @Override
    public byte[] sign(byte[] sha256) {
        return kms.sign(request -> request.keyId(arn)
                        .message(SdkBytes.fromByteArray(sha256))
                        .messageType(MessageType.DIGEST)
                        .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256))
                .signature()
                .asByteArray();
    }
}
