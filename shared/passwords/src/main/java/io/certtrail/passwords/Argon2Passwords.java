package io.certtrail.passwords;

import io.certtrail.domain.settings.Argon2Parameters;
import io.certtrail.domain.users.PasswordHashes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;

/**
 * Argon2id, version 1.3 (RFC 9106), with a salt of 16 bytes and a hash of 32. There is no pepper: a secret that is lost or
 * changed would lock everybody out, and the table is encrypted as it is.
 */
public final class Argon2Passwords implements PasswordHashes {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final RandomGenerator random;

    /** @param random a cryptographic one */
    public Argon2Passwords(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public String hash(String password, Argon2Parameters parameters) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new PhcText(parameters, salt, argon2id(password, parameters, salt, HASH_BYTES)).text();
    }

    @Override
    public boolean matches(String password, String hash) {
        PhcText kept = PhcText.parse(hash);
        byte[] found = argon2id(password, kept.parameters(), kept.salt(), kept.hash().length);
        return MessageDigest.isEqual(kept.hash(), found);
    }

    @Override
    public boolean isOf(String hash, Argon2Parameters parameters) {
        PhcText kept = PhcText.parse(hash);
        return kept.parameters().equals(parameters)
                && kept.salt().length == SALT_BYTES
                && kept.hash().length == HASH_BYTES;
    }

    /** Of random bytes, which are the hash of no password that anybody finds. */
    @Override
    public String decoy(Argon2Parameters parameters) {
        byte[] salt = new byte[SALT_BYTES];
        byte[] hash = new byte[HASH_BYTES];
        random.nextBytes(salt);
        random.nextBytes(hash);
        return new PhcText(parameters, salt, hash).text();
    }

    private static byte[] argon2id(String password, Argon2Parameters parameters, byte[] salt, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new org.bouncycastle.crypto.params.Argon2Parameters.Builder(
                        org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_id)
                .withVersion(org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(parameters.memoryKiB())
                .withIterations(parameters.iterations())
                .withParallelism(parameters.parallelism())
                .withSalt(salt)
                .build());
        byte[] hash = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
