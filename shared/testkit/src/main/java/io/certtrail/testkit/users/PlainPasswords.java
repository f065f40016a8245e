package io.certtrail.testkit.users;

import io.certtrail.domain.settings.Argon2Parameters;
import io.certtrail.domain.users.PasswordHashes;

/** Hashes that are none, for tests of what is done with them: the parameters and the password in clear. */
public final class PlainPasswords implements PasswordHashes {
    @Override
    public String hash(String password, Argon2Parameters parameters) {
        return parameters + ":" + password;
    }

    @Override
    public boolean matches(String password, String hash) {
        return hash.endsWith(":" + password);
    }

    @Override
    public boolean isOf(String hash, Argon2Parameters parameters) {
        return hash.startsWith(parameters + ":");
    }

    @Override
    public String decoy(Argon2Parameters parameters) {
        return parameters + ";";
    }
}
