package io.certtrail.ledger.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTimeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-01-01T00:00:00.000Z",
                "1970-01-01T00:00:00.000Z",
                "2024-02-29T23:59:59.999Z",
                "9999-12-31T23:59:59.999Z"
            })
    void aTimeIsWrittenAsItWasRead(String text) {
        assertThat(LedgerTime.text(LedgerTime.parse(text))).isEqualTo(text);
        assertThat(LedgerTime.parse(text)).isEqualTo(Instant.parse(text));
    }

    @Test
    void everyMillisecondHasItsOwnText() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Instant first = Instant.parse("0000-01-01T00:00:00Z");
        long span = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli() - first.toEpochMilli();
        String previous = "";
        Instant before = first;
        for (int i = 0; i < 20_000; i++) {
            Instant time = first.plusMillis(random.nextLong(span));
            String text = LedgerTime.text(time);
            assertThat(LedgerTime.parse(text)).as("seed %d", seed).isEqualTo(time);
            assertThat(Integer.signum(text.compareTo(previous)))
                    .as("text sorts as time does, seed %d", seed)
                    .isEqualTo(i == 0 ? 1 : time.compareTo(before));
            previous = text;
            before = time;
        }
    }

    @Test
    void whatTheFormCannotHoldIsRefused() {
        for (String time :
                new String[] {"2026-01-01T00:00:00.0001Z", "+10000-01-01T00:00:00Z", "-0001-12-31T23:59:59.999Z"}) {
            assertThatThrownBy(() -> LedgerTime.text(Instant.parse(time))).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(LedgerTime.of(Instant.parse("2026-01-01T00:00:00.123456789Z")))
                .isEqualTo(Instant.parse("2026-01-01T00:00:00.123Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-01-01",
                "2026-01-01T00:00:00Z",
                "2026-01-01T00:00:00.00Z",
                "2026-01-01T00:00:00.0000Z",
                "2026-01-01 00:00:00.000Z",
                "2026-01-01T00:00:00.000",
                "2026-01-01T00:00:00.000z",
                "2026-01-01T00:00:00,000Z",
                "2026-13-01T00:00:00.000Z",
                "2026-00-01T00:00:00.000Z",
                "2026-04-31T00:00:00.000Z",
                "2026-01-01T24:00:00.000Z",
                "2026-06-30T23:59:60.000Z",
                "+026-01-01T00:00:00.000Z",
                "-026-01-01T00:00:00.000Z",
                " 2026-01-01T00:00:00.000Z"
            })
    void anyOtherFormIsRefused(String text) {
        assertThatThrownBy(() -> LedgerTime.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("YYYY-MM-DDTHH:MM:SS.mmmZ");
    }
}
