package io.certtrail.domain.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SecretSealTest {
    private static final String SECRET = "whsec_0123456789-ü";

    private final SecretSeal seal = new SecretSeal(new byte[32], new SecureRandom());

    @Test
    void whatIsSealedOpensAgain() {
        String sealed = seal.seal("default", "a", SECRET);

        assertThat(sealed).doesNotContain(SECRET).startsWith("v1.");
        assertThat(seal.open("default", "a", sealed)).isEqualTo(SECRET);
        assertThat(seal.seal("default", "a", SECRET)).isNotEqualTo(sealed);
    }

    @Test
    void aWebhooksSecretOpensByItsName() {
        String sealed = seal.seal("default", ChannelJson.place("ops"), SECRET);
        Channel.Webhook webhook = new Channel.Webhook("ops", URI.create("https://example.com/"), sealed);

        assertThat(seal.open("default", webhook)).isEqualTo(SECRET);
    }

    @Test
    void itOpensNowhereElse() {
        String sealed = seal.seal("default", "a", SECRET);

        refuses(seal, "other", "a", sealed);
        refuses(seal, "default", "b", sealed);
        refuses(new SecretSeal(new byte[33], new SecureRandom()), "default", "a", sealed);
        for (String broken : new String[] {"", "v1.", "v1.AAAA", "v2." + sealed.substring(3), sealed + "A", SECRET}) {
            refuses(seal, "default", "a", broken);
        }
        char last = sealed.charAt(20) == 'A' ? 'B' : 'A';
        refuses(seal, "default", "a", sealed.substring(0, 20) + last + sealed.substring(21));
    }

    private static void refuses(SecretSeal seal, String tenant, String place, String sealed) {
        assertThatThrownBy(() -> seal.open(tenant, place, sealed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set it anew")
                .hasMessageNotContaining(SECRET);
    }
}
