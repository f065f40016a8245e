package io.certtrail.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenTextTest {
    @Test
    void isReadBackAsItWasWritten() {
        TokenText token = TokenText.fresh(new SecureRandom());

        assertThat(TokenText.parse(token.value())).contains(token);
        assertThat(token.value()).hasSize(46).startsWith("ct_");
    }

    @Test
    void hashIsPlainSha256OfTheText() {
        TokenText token = new TokenText("ct_" + "A".repeat(43));

        // printf ct_AAA… | sha256sum
        assertThat(token.hash()).isEqualTo("6e3f6d7d4e6c906459d9abc6d4bad28102209748940785bb454d62bdaa15797d");
    }

    @Test
    void aTextOfAnotherFormIsNone() {
        assertThat(TokenText.parse("ct_short")).isEqualTo(Optional.empty());
        assertThat(TokenText.parse("xx_" + "A".repeat(43))).isEqualTo(Optional.empty());
        assertThat(TokenText.parse("ct_" + "!".repeat(43))).isEqualTo(Optional.empty());
    }

    @Test
    void doesNotPrintItself() {
        TokenText token = TokenText.fresh(new SecureRandom());

        assertThat(token.toString()).doesNotContain(token.value().substring(3, 20));
    }
}
