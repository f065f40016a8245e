package io.certtrail.domain.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DerivedIdTest {
    @Test
    void theSamePartsAlwaysGiveTheSameId() {
        UUID id = DerivedId.of("certtrail.test/default/1", "ledger.heartbeat", "2026-11-22");
        assertThat(id).isEqualTo(DerivedId.of("certtrail.test/default/1", "ledger.heartbeat", "2026-11-22"));
        assertThat(id.toString()).startsWith("63657274-7472-8");
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void whereAPartEndsMatters() {
        assertThat(Stream.of(
                                List.of("ab", "c"),
                                List.of("a", "bc"),
                                List.of("abc"),
                                List.of("abc", ""),
                                List.of("c", "ab"))
                        .map(parts -> DerivedId.of(parts.toArray(String[]::new))))
                .doesNotHaveDuplicates();
    }

    @Test
    void itIsToldFromEveryOtherId() {
        assertThat(DerivedId.isDerived(DerivedId.of("x"))).isTrue();
        for (String other : List.of(
                "63657274-7472-7abc-8000-000000000000",
                "63657274-7473-8abc-8000-000000000000",
                "0193a000-0000-8abc-8000-000000000000")) {
            assertThat(DerivedId.isDerived(UUID.fromString(other))).as(other).isFalse();
        }
    }
}
