package io.certtrail.domain.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZonedTextTest {
    @Test
    void becomesUtcCutToTheMillisecond() {
        assertThat(ZonedText.parse("2026-11-22T10:00:00.123999+02:00"))
                .contains(Instant.parse("2026-11-22T08:00:00.123Z"));
        assertThat(ZonedText.parse("2026-11-22T10:00Z")).contains(Instant.parse("2026-11-22T10:00:00Z"));
        assertThat(ZonedText.parse("2024-02-29T23:59:59Z")).contains(Instant.parse("2024-02-29T23:59:59Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-22",
                "2026-11-22T10:00:00",
                "2026-11-22 10:00:00Z",
                "2026-02-29T10:00:00Z",
                "2026-11-22T24:00:00Z",
                "2026-11-22T23:59:60Z",
                "2026-11-22T10:00:00+25:00",
                "+12026-11-22T10:00:00Z",
                "9999-12-31T23:59:59-01:00",
                "0000-01-01T00:00:00Z",
                "2026-11-22T10:00:00.Z",
                "2026-11-22T10:00:00Z[UTC]",
                "now"
            })
    void anythingElseIsNoTime(String text) {
        assertThat(ZonedText.parse(text)).isEmpty();
    }
}
