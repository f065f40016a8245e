package io.certtrail.ledger.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    @Test
    void anOriginIsWrittenAsItWasRead() {
        Origin origin = Origin.parse("certtrail.example/acme/12");
        assertThat(origin).isEqualTo(new Origin("certtrail.example", "acme", 12));
        assertThat(origin.text()).isEqualTo("certtrail.example/acme/12");
        assertThat(origin.exportsKeyName()).isEqualTo("certtrail.example/acme/12/exports");
        assertThat(origin.next().incarnation()).isEqualTo(13);
        assertThat(Origin.parse("example.com/audit/acme/1")).isEqualTo(new Origin("example.com/audit", "acme", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a/b",
                "a/b/",
                "a/b/0",
                "a/b/01",
                "a/b/-1",
                "a/b/9999999999",
                "a/b/1/exports",
                "/b/1",
                "a//1",
                "a/../1",
                "a/./1",
                "A/b/1",
                "a/B/1",
                "a/b c/1",
                "a/b+c/1",
                "a/b#c/1",
                "a/b@c/1",
                "a/b\n/1",
                "a/b/1\n",
                "ä/b/1"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Origin.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
