package io.certtrail.domain.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class UuidV7Test {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");

    @Test
    void carriesVersionVariantAndTheMillisecond() {
        UUID id = new UuidV7(Clock.fixed(NOW, ZoneOffset.UTC), new SplittableRandom(1)).next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void growsWhileTheClockStandsStill() {
        assertStrictlyGrows(new UuidV7(Clock.fixed(NOW, ZoneOffset.UTC), new SplittableRandom(2)), 10_000);
    }

    @Test
    void growsWhileTheClockRunsBack() {
        assertStrictlyGrows(new UuidV7(new BackwardClock(NOW), new SplittableRandom(3)), 1_000);
    }

    @Test
    void runsAheadOfTheClockWhenTheRandomBitsOverflow() {
        RandomGenerator allOnes = () -> -1L;
        UuidV7 ids = new UuidV7(Clock.fixed(NOW, ZoneOffset.UTC), allOnes);

        assertStrictlyGrows(ids, 3);
        assertThat(ids.next().getMostSignificantBits() >>> 16).isGreaterThan(NOW.toEpochMilli());
    }

    private static void assertStrictlyGrows(IdSource ids, int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(ids.next().toString());
        }
        assertThat(texts).doesNotHaveDuplicates().isSorted();
    }

    private static final class BackwardClock extends Clock {
        private Instant now;

        BackwardClock(Instant start) {
            this.now = start;
        }

        @Override
        public Instant instant() {
            now = now.minusMillis(5);
            return now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
