package io.certtrail.domain.users;

import io.certtrail.domain.settings.Argon2Parameters;

/** Hashes passwords with Argon2id (RFC 9106). Safe for use by several threads. */
public interface PasswordHashes {
    /**
     * Hashes a password with a new salt.
     *
     * @return a PHC string: {@code $argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>}
     */
    String hash(String password, Argon2Parameters parameters);

    /**
     * Whether this is the password; takes as long for a wrong one.
     *
     * @param hash as {@link #hash} gave it, of whatever parameters
     */
    boolean matches(String password, String hash);

    /** Whether a hash was made with these parameters. */
    boolean isOf(String hash, Argon2Parameters parameters);

    /** A hash that no password has, and that costs what others of these parameters cost: for names that nobody has. */
    String decoy(Argon2Parameters parameters);
}
