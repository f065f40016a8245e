package io.certtrail.aws.keys;

import io.certtrail.ledger.checkpoint.NoteSigner;
import io.certtrail.ledger.checkpoint.VerifierKey;
import java.util.Arrays;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/**
 * Signs with a key that never leaves KMS (ED25519_SHA_512 over RAW messages of at most 4,096 bytes; AWS KMS, "Key spec
 * reference"). Thread-safe.
 */
final class KmsSigner implements NoteSigner {
    /** SubjectPublicKeyInfo of RFC 8410 §4: 12 bytes before the key. */
    private static final int SPKI_SIZE = 12 + VerifierKey.KEY_SIZE;

    private static final byte[] SPKI_PREFIX = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

    private final KmsClient kms;
    private final String arn;
    private final VerifierKey verifierKey;

    private KmsSigner(KmsClient kms, String arn, VerifierKey verifierKey) {
        this.kms = kms;
        this.arn = arn;
        this.verifierKey = verifierKey;
    }

    /**
     * The signer of that name; asks KMS for the public key.
     *
     * @throws IllegalStateException if it is no Ed25519 key
     */
    static KmsSigner of(String name, String arn, KmsClient kms) {
        byte[] spki =
                kms.getPublicKey(request -> request.keyId(arn)).publicKey().asByteArray();
        if (spki.length != SPKI_SIZE || !Arrays.equals(Arrays.copyOf(spki, SPKI_PREFIX.length), SPKI_PREFIX)) {
            throw new IllegalStateException("%s is no Ed25519 key: expected a public key of %d bytes, found %d"
                    .formatted(arn, SPKI_SIZE, spki.length));
        }
        byte[] publicKey = Arrays.copyOfRange(spki, SPKI_PREFIX.length, spki.length);
        return new KmsSigner(kms, arn, VerifierKey.of(name, publicKey));
    }

    @Override
    public String name() {
        return verifierKey.name();
    }

    @Override
    public byte[] sign(byte[] message) {
        return kms.sign(request -> request.keyId(arn)
                        .message(SdkBytes.fromByteArray(message))
                        .messageType(MessageType.RAW)
                        .signingAlgorithm(SigningAlgorithmSpec.ED25519_SHA_512))
                .signature()
                .asByteArray();
    }

    @Override
    public VerifierKey verifierKey() {
        return verifierKey;
    }
}
