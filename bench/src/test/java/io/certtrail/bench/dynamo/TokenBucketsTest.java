package io.certtrail.bench.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {
    @Test
    void whoTakesMoreThanASecondsUnitsOfOneKeyMakesTheNextWait() {
        TokenBuckets buckets = new TokenBuckets(1_000);
        buckets.take(List.of("hot"), 1_200);
        long start = System.nanoTime();
        buckets.await(List.of("cold"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(150));
        buckets.await(List.of("hot"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(150));
    }

    @Test
    void aCallOfManyKeysTakesItsPartFromEach() {
        TokenBuckets buckets = new TokenBuckets(1_000);
        buckets.take(List.of("a", "b"), 1_900);
        long start = System.nanoTime();
        buckets.await(List.of("a", "b"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(150));
    }
}
