package io.certtrail.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.settings.Argon2Parameters;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class Argon2PasswordsTest {
    private static final Argon2Parameters CHEAP = new Argon2Parameters(64, 1, 1);

    private final Argon2Passwords passwords = new Argon2Passwords(new SecureRandom());

    /** From the tests of the reference implementation (phc-winner-argon2, test.c, Argon2id, version 1.3). */
    @Test
    void hashesOfTheReferenceImplementationAreVerified() {
        String password = "password";
        for (String hash : new String[] {
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
            "$argon2id$v=19$m=65536,t=1,p=1$c29tZXNhbHQ$9qWtwbpyPd3vm1rB1GThgPzZ3/ydHL92zKL+15XZypg"
        }) {
            assertThat(passwords.matches(password, hash)).as(hash).isTrue();
            assertThat(passwords.matches("Password", hash)).as(hash).isFalse();
        }
    }

    @Test
    void aPasswordMatchesItsOwnHashAlone() {
        String hash = passwords.hash("correct horse é 🔑", CHEAP);

        assertThat(hash).matches("\\$argon2id\\$v=19\\$m=64,t=1,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(passwords.matches("correct horse é 🔑", hash)).isTrue();
        assertThat(passwords.matches("correct horse e 🔑", hash)).isFalse();
        assertThat(passwords.hash("correct horse é 🔑", CHEAP)).isNotEqualTo(hash);
    }

    @Test
    void aDecoyIsOfTheParametersAndMatchesNothing() {
        String decoy = passwords.decoy(CHEAP);

        assertThat(passwords.isOf(decoy, CHEAP)).isTrue();
        assertThat(passwords.isOf(decoy, new Argon2Parameters(64, 2, 1))).isFalse();
        assertThat(passwords.matches("", decoy)).isFalse();
    }

    @Test
    void whatIsNoHashIsRefusedWithoutBeingShown() {
        assertThatThrownBy(() -> passwords.matches("x", "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$AAAA"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("c29tZXNhbHQ");
    }
}
