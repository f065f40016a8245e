package io.certtrail.bench.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TimesTest {
    private static Times of(double... values) {
        Times times = new Times();
        for (double value : values) {
            times.add(value);
        }
        return times;
    }

    @Test
    void theMedianIsTheMiddleOneOrHalfwayBetweenTheTwo() {
        assertThat(of(9, 1, 2).median()).isEqualTo(2);
        assertThat(of(9, 1, 2, 4).median()).isEqualTo(3);
        assertThatThrownBy(() -> of().median()).isInstanceOf(IllegalArgumentException.class);
    }

    /** By hand: of the six pairs four are longer, and one is a tie. */
    @Test
    void theAreaIsTheShareOfPairsThatAreLonger() {
        assertThat(of(2, 5, 7).aucOver(of(1, 5)).value()).isEqualTo(4.5 / 6, within(1e-12));
        assertThat(of(3, 4).aucOver(of(1, 2)).value()).isEqualTo(1);
        assertThat(of(1, 2).aucOver(of(3, 4)).value()).isZero();
        assertThat(of(1, 1).aucOver(of(1, 1)).value()).isEqualTo(0.5);
        assertThatThrownBy(() -> of(1, 2).aucOver(of(1))).isInstanceOf(IllegalArgumentException.class);
    }

    /** By hand: 2, 5 and 7 are longer than 1/2, 3/4 and all of the others; 1 and 5 are shorter than all and than half. */
    @Test
    void itsErrorIsOfHowMuchTheSharesVary() {
        double ofShares = 1 / 16.0 / 3;
        double ofOthers = 1 / 8.0 / 2;
        Times.Auc auc = of(2, 5, 7).aucOver(of(1, 5));

        assertThat(auc.error()).isEqualTo(Math.sqrt(ofShares + ofOthers), within(1e-12));
        assertThat(auc.low()).isEqualTo(0.75 - 1.96 * auc.error(), within(1e-12));
        assertThat(auc.high()).isEqualTo(0.75 + 1.96 * auc.error(), within(1e-12));
    }

    /** What is of one kind strays about as far as is said, and what is a tenth longer is told apart. */
    @Test
    void whatTellsNothingIsNearAHalf() {
        Random random = new Random(1);
        Times some = new Times();
        Times others = new Times();
        Times longer = new Times();
        for (int i = 0; i < 1_000; i++) {
            some.add(60 + random.nextGaussian());
            others.add(60 + random.nextGaussian());
            longer.add(66 + random.nextGaussian());
        }
        Times.Auc auc = some.aucOver(others);
        // Where both are of one kind, U's own deviation is known: sqrt((m + n + 1) / 12mn).
        assertThat(auc.error()).isEqualTo(0.0129, within(5e-4));
        assertThat(auc.value()).isEqualTo(0.5, within(4 * auc.error()));
        assertThat(longer.aucOver(some).low()).isGreaterThan(0.99);
    }
}
