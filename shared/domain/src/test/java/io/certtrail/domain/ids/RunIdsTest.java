package io.certtrail.domain.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunIdsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");

    private static RunIds at(Instant time, long seed) {
        return new RunIds(Clock.fixed(time, ZoneOffset.UTC), new SplittableRandom(seed));
    }

    @Test
    void carriesVersionVariantTheMillisecondAndTheMark() {
        UUID id = at(NOW, 1).next();

        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
        assertThat(id.getMostSignificantBits() & 0xFFF).isEqualTo(0xC75);
        assertThat(RunIds.isOne(id)).isTrue();
    }

    @Test
    void theIdsOfARunShareAllButTheirLastByteWhichCounts() {
        UUID first = at(NOW, 2).next();
        for (int i = 0; i < RunIds.MOST; i++) {
            UUID id = RunIds.at(first, i);
            assertThat(id.toString()).isEqualTo(first.toString().substring(0, 34) + "%02x".formatted(i));
            assertThat(RunIds.isOne(id)).isTrue();
            assertThat(RunIds.index(id)).isEqualTo(i);
            assertThat(RunIds.first(id)).isEqualTo(first);
            assertThat(RunIds.goesOn(id)).isEqualTo(i > 0);
        }
        assertThatThrownBy(() -> RunIds.at(first, RunIds.MOST)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RunIds.at(RunIds.at(first, 1), 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void allOfOneSourceStrictlyGrowWhateverTheClockDoes() {
        RunIds standing = at(NOW, 3);
        assertGrows(standing);
        assertGrows(new RunIds(Clock.fixed(NOW, ZoneOffset.UTC), () -> -1L));
        assertGrows(at(Instant.EPOCH, 4));
    }

    private static void assertGrows(RunIds runs) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            UUID first = runs.next();
            assertThat(RunIds.isOne(first)).isTrue();
            texts.add(first.toString());
            texts.add(RunIds.at(first, 1).toString());
        }
        assertThat(texts).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void ofOtherIdsHardlyAnyIsTakenForOne() {
        SplittableRandom random = new SplittableRandom(5);
        int taken = 0;
        for (int i = 0; i < 4_000_000; i++) {
            long high = (random.nextLong() & ~0xF000L) | 0x8000L;
            taken += RunIds.isOne(new UUID(high, (random.nextLong() >>> 2) | Long.MIN_VALUE)) ? 1 : 0;
        }
        assertThat(taken).isLessThan(20);
        for (String other : List.of(
                "019f0000-0000-7c75-8000-000000000000",
                "019f0000-0000-8c74-8000-000000000000",
                "019f0000-0000-8c75-c000-000000000000",
                "018f0000-0000-8c75-8000-000000000000",
                "ff9f0000-0000-8c75-8000-000000000000")) {
            UUID id = UUID.fromString(other);
            assertThat(RunIds.isOne(id)).as(other).isFalse();
            assertThat(RunIds.first(id)).isEqualTo(id);
            assertThat(RunIds.index(id)).isZero();
        }
    }
}
