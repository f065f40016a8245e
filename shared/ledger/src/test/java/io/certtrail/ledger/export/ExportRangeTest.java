package io.certtrail.ledger.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExportRangeTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    /** Minutes after the start, entry by entry. */
    private static final List<Integer> TIMES = List.of(0, 0, 1, 3, 3, 3, 4, 9);

    @Test
    void theNarrowestRangeHoldsEveryMatchAndItsEdgesShowIt() {
        for (int from = -1; from <= 11; from++) {
            for (int to = -1; to <= 11; to++) {
                ExportFilter filter = between(from < 0 ? null : from, to < 0 ? null : to);
                ExportRange range = ExportRange.narrowest(filter, TIMES.size(), ExportRangeTest::time);

                assertThat(range.shortcut(filter)).isNull();
                assertThat(matches(filter)).allMatch(range::contains);
                assertThat(range.edges()).allMatch(seq -> isEdge(seq, range, filter));
            }
        }
    }

    private static boolean isEdge(long seq, ExportRange range, ExportFilter filter) {
        Instant from = filter.from();
        Instant to = filter.to();
        if (seq < range.fromSeq()) {
            return from != null && time(seq).isBefore(from);
        }
        return seq != range.toSeq() || (to != null && !time(seq).isBefore(to));
    }

    @Test
    void withoutTimesItIsTheWholeLog() {
        assertThat(ExportRange.narrowest(ExportFilter.NONE, 8, ExportRangeTest::time))
                .isEqualTo(ExportRange.whole(8));
        assertThat(ExportRange.whole(8).edges()).containsExactly(7L);
    }

    @Test
    void itIsEmptyOnlyWhenTheLogIs() {
        assertThat(ExportRange.narrowest(between(1, 2), 0, ExportRangeTest::time))
                .isEqualTo(ExportRange.whole(0));
        assertThat(ExportRange.whole(0).edges()).isEmpty();
        assertThatThrownBy(() -> new ExportRange(8, 3, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExportRange(8, 3, 9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExportRange(8, -1, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void edgesThatFallTogetherAreOpenedOnce() {
        assertThat(new ExportRange(8, 3, 7).edges()).containsExactly(2L, 7L);
        assertThat(new ExportRange(8, 3, 5).edges()).containsExactly(2L, 5L, 7L);
    }

    @Test
    void aShorterRangeNeedsAReason() {
        assertThat(new ExportRange(8, 1, 8).shortcut(between(null, 1))).hasMessageContaining("fromSeq");
        assertThat(new ExportRange(8, 0, 7).shortcut(between(1, null))).hasMessageContaining("toSeq");
    }

    private static List<Long> matches(ExportFilter filter) {
        Instant from = filter.from();
        Instant to = filter.to();
        return LongStream.range(0, TIMES.size())
                .filter(seq -> (from == null || !time(seq).isBefore(from))
                        && (to == null || time(seq).isBefore(to)))
                .boxed()
                .toList();
    }

    private static Instant time(long seq) {
        return START.plusSeconds(60L * TIMES.get(Math.toIntExact(seq)));
    }

    private static ExportFilter between(@Nullable Integer from, @Nullable Integer to) {
        return new ExportFilter(minute(from), minute(to), List.of(), List.of(), null, null, null, null);
    }

    private static @Nullable Instant minute(@Nullable Integer minute) {
        return minute == null ? null : START.plusSeconds(60L * minute);
    }
}
