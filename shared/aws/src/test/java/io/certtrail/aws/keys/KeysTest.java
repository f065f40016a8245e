package io.certtrail.aws.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.aws.config.AwsClients;
import io.certtrail.aws.dynamo.FiveTables;
import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.checkpoint.NoteSigner;
import io.certtrail.testkit.s3.EmbeddedS3;
import io.certtrail.testkit.sqs.SqsOutbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SignResponse;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

class KeysTest {
    private static final FiveTables TABLES = new FiveTables();
    private static final EmbeddedS3 S3 = new EmbeddedS3();
    private static final String HEX = "0f".repeat(32);

    private final Path folder;

    KeysTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterAll
    static void stop() {
        TABLES.close();
        S3.close();
    }

    private static Keys keys(KmsClient kms, SecretsManagerClient secrets) {
        return new Keys(new AwsClients(TABLES.client(), new SqsOutbox(), S3.client(), S3.presigner(), kms, secrets));
    }

    /** KMS as far as a signer needs it: one key pair of the JDK's. */
    private record OneKey(KeyPair pair) implements KmsClient {
        static OneKey of(String algorithm) throws GeneralSecurityException {
            return new OneKey(KeyPairGenerator.getInstance(algorithm).generateKeyPair());
        }

        @Override
        public GetPublicKeyResponse getPublicKey(GetPublicKeyRequest request) {
            return GetPublicKeyResponse.builder()
                    .publicKey(SdkBytes.fromByteArray(pair.getPublic().getEncoded()))
                    .build();
        }

        @Override
        public SignResponse sign(SignRequest request) {
            assertThat(request.messageType()).isEqualTo(MessageType.RAW);
            assertThat(request.signingAlgorithm()).isEqualTo(SigningAlgorithmSpec.ED25519_SHA_512);
            try {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign(pair.getPrivate());
                signature.update(request.message().asByteArray());
                return SignResponse.builder()
                        .signature(SdkBytes.fromByteArray(signature.sign()))
                        .build();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    /** One secret, whatever is asked for. */
    private record OneSecret(String hex) implements SecretsManagerClient {
        @Override
        public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
            return GetSecretValueResponse.builder().secretString(hex).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private static Keys keys() throws GeneralSecurityException {
        return keys(OneKey.of("Ed25519"), new OneSecret(HEX));
    }

    private String file(String content) throws IOException {
        return "file:" + Files.writeString(folder.resolve("key"), content);
    }

    @Test
    void aKeyInAFileIsItsSeedInHex() throws Exception {
        NoteSigner signer = keys().signer(file(HEX + "\n"), "certtrail.test/default/1");
        byte[] seed = new byte[32];
        Arrays.fill(seed, (byte) 0x0f);
        assertThat(signer.verifierKey())
                .isEqualTo(Ed25519Signer.of("certtrail.test/default/1", seed).verifierKey());
    }

    @Test
    void aKeyInKmsSignsWhatItsPublicKeyVerifies() throws Exception {
        NoteSigner signer = keys().signer("kms:arn:aws:kms:eu-west-1:123456789012:key/x", "certtrail.test/default/1");
        byte[] message = "a checkpoint".getBytes(UTF_8);
        assertThat(signer.name()).isEqualTo("certtrail.test/default/1");
        assertThat(signer.verifierKey().verify(message, signer.sign(message))).isTrue();
    }

    @Test
    void aKeyOfAnotherKindIsRefused() throws Exception {
        Keys keys = keys(OneKey.of("Ed448"), new OneSecret(HEX));
        assertThatThrownBy(() -> keys.signer("kms:x", "name"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no Ed25519 key");
    }

    @Test
    void aSecretIsReadFromAFileOrFromSecretsManager() throws Exception {
        assertThat(keys().secret(file(HEX))).hasSize(32).containsOnly(0x0f);
        assertThat(keys().secret("secretsmanager:arn")).hasSize(32).containsOnly(0x0f);
    }

    @Test
    void whatIsWrongIsToldWithoutADigitOfTheSecret() throws Exception {
        String bad = "secret-that-nobody-may-see";
        assertThatThrownBy(() -> keys().secret(file(bad)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hex digits")
                .hasMessageNotContaining(bad);
        assertThatThrownBy(() -> keys().secret(file("0f0f"))).hasMessageContaining("2 bytes, expected at least 32");
    }

    @Test
    void aReferenceOfTheWrongKindIsRefused() throws Exception {
        for (String reference : new String[] {"", "x", "https:x", "secretsmanager:x"}) {
            assertThatThrownBy(() -> keys().signer(reference, "name")).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> keys().secret("kms:x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void signersOfOneKeyAreMadeOnceAName() throws Exception {
        var signers = keys().signers(file(HEX));
        assertThat(signers.apply("a/b/1")).isSameAs(signers.apply("a/b/1")).isNotSameAs(signers.apply("a/c/1"));
    }
}
