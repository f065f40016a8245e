package io.certtrail.aws.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.retention.Retention;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionSettingTest {
    private static Retention of(Map<String, String> variables) {
        return new Environment(variables).retention();
    }

    @Test
    void ninetyDaysUnlessItIsSet() {
        assertThat(of(Map.of())).isEqualTo(new Retention(90, null));
        assertThat(of(Map.of("RETENTION_DAYS", "", "LEGAL_HOLD_FROM", ""))).isEqualTo(new Retention(90, null));
        assertThat(of(Map.of("RETENTION_DAYS", "365", "LEGAL_HOLD_FROM", "2026-02-28")))
                .isEqualTo(new Retention(365, LocalDate.of(2026, 2, 28)));
    }

    @ParameterizedTest
    @CsvSource({
        "RETENTION_DAYS, 29",
        "RETENTION_DAYS, 366",
        "RETENTION_DAYS, ninety",
        "LEGAL_HOLD_FROM, 2026-02-30",
        "LEGAL_HOLD_FROM, yesterday",
        "LEGAL_HOLD_FROM, 2026-02-28T00:00:00Z"
    })
    void whatIsNoRetentionIsNamed(String name, String value) {
        assertThatThrownBy(() -> of(Map.of(name, value)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(value);
    }

    @Test
    void theFirstDayThatIsKeptIsTheEarlierOfTheTwo() {
        Instant now = Instant.parse("2026-12-31T23:59:59.999Z");
        assertThat(new Retention(30, null).firstDay(now)).isEqualTo(LocalDate.of(2026, 12, 1));
        assertThat(new Retention(30, LocalDate.of(2026, 12, 2)).firstDay(now)).isEqualTo(LocalDate.of(2026, 12, 1));
        assertThat(new Retention(30, LocalDate.of(2026, 1, 2)).firstDay(now)).isEqualTo(LocalDate.of(2026, 1, 2));
        assertThat(new Retention(30, LocalDate.of(2026, 1, 2)).policy())
                .isEqualTo("30 days, legal hold from 2026-01-02");
    }
}
