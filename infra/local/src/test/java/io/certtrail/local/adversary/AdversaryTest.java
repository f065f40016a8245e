package io.certtrail.local.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdversaryTest {
    private static final List<Integer> BATCH = IntStream.range(0, 10).boxed().toList();

    @Test
    void noAdversaryLetsEverythingGoRight() {
        Adversary none = Adversary.none();

        assertThat(none.deliveries(BATCH)).containsExactly(BATCH);
        assertThat(none.delay()).isEqualTo(Duration.ZERO);
        assertThat(none.timeLimit(Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(30));
        assertThat(none.throttles() || none.losesAnswer()).isFalse();
    }

    @Test
    void everyRecordIsDeliveredHoweverABatchIsTornApart() {
        Adversary adversary = Adversary.seeded(1);
        Set<Integer> shapes = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            List<List<Integer>> deliveries = adversary.deliveries(BATCH);
            shapes.add(deliveries.size());
            assertThat(deliveries.stream().flatMap(List::stream).distinct()).containsExactlyInAnyOrderElementsOf(BATCH);
        }
        assertThat(shapes).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void theSameSeedDoesTheSame() {
        assertThat(decisions(7)).isEqualTo(decisions(7)).isNotEqualTo(decisions(8));
    }

    private static String decisions(long seed) {
        Adversary adversary = Adversary.seeded(seed);
        StringBuilder decisions = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            decisions
                    .append(adversary.throttles())
                    .append(adversary.losesAnswer())
                    .append(adversary.delay());
        }
        return decisions.toString();
    }
}
