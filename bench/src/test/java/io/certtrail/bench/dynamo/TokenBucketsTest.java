package io.certtrail.bench.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {
    private final TokenBuckets buckets = new TokenBuckets(1_000);

    @Test
    void whoTakesMoreThanASecondsUnitsOfOneKeyMakesTheNextWait() {
        buckets.take(List.of("hot"), 1_000_000);
        assertThat(buckets.delay(List.of("cold"))).isZero();
        assertThat(buckets.delay(List.of("cold", "hot"))).isBetween(Duration.ofSeconds(900), Duration.ofSeconds(999));
    }

    @Test
    void aCallOfManyKeysTakesItsPartFromEach() {
        buckets.take(List.of("a", "b"), 2_000_000);
        assertThat(buckets.delay(List.of("a"))).isBetween(Duration.ofSeconds(900), Duration.ofSeconds(999));
        assertThat(buckets.delay(List.of("b"))).isBetween(Duration.ofSeconds(900), Duration.ofSeconds(999));
    }

    @Test
    void awaitingADebtPaysIt() {
        buckets.take(List.of("hot"), 1_050);
        buckets.await(List.of("hot"));
        assertThat(buckets.delay(List.of("hot"))).isZero();
    }
}
