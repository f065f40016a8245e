package io.certtrail.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {
    private static final String JWT = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.";

    private final TokenText token = TokenText.fresh(new SecureRandom());
    private final SessionText session = SessionText.fresh(new SecureRandom());

    @Test
    void aBearerIsKnownByItsForm() {
        assertThat(Credential.ofBearer(token.value())).contains(new Credential.ApiToken(token));
        assertThat(Credential.ofBearer(session.value())).contains(new Credential.Session(session, false));
        assertThat(Credential.ofBearer(JWT)).contains(new Credential.Jwt(JWT));
    }

    @Test
    void aCookieCarriesASessionAndNothingElse() {
        assertThat(Credential.ofCookie(session.value())).contains(new Credential.Session(session, true));
        assertThat(Credential.ofCookie(token.value())).isEmpty();
        assertThat(Credential.ofCookie(JWT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ct_", "ct_short", "cs_ ", "ey.a", "eyJ.a.b.c", "eyJ.a.b\n", "x.y.z", "Bearer", "ct_\u0000"})
    void whatIsOfNoKindIsNothing(String text) {
        assertThat(Credential.ofBearer(text)).isEmpty();
        assertThat(Credential.ofBearer(text + "x".repeat(Credential.MAX_CHARS))).isEmpty();
    }

    @Test
    void aKindWithoutAResolverOpensNothing() {
        Credentials none =
                new Credentials(CredentialResolver.none(), CredentialResolver.none(), CredentialResolver.none());

        for (String text : new String[] {token.value(), session.value(), JWT}) {
            Resolution resolution = none.resolve(Credential.ofBearer(text).orElseThrow());
            assertThat(resolution)
                    .isInstanceOfSatisfying(
                            Resolution.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Resolution.Reason.UNKNOWN));
        }
    }

    @Test
    void noTextOfOneShowsTheSecret() {
        for (String text : new String[] {token.value(), session.value(), JWT}) {
            Optional<Credential> credential = Credential.ofBearer(text);
            assertThat(credential.toString()).doesNotContain(text.substring(3, 20));
        }
    }
}
