package io.certtrail.testkit.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.chain.ChainWriter;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.HeadMissing;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Loses the HEAD item of a chain and restores it; in between nobody may write. */
final class Restorer {
    private final House house;
    private final ChainWriter chain;
    private @Nullable Head lost;

    Restorer(House house, ChainWriter chain) {
        this.house = house;
        this.chain = chain;
    }

    void lose() {
        lost = house.chain.head(house.origin).orElseThrow();
        house.chain.loseHead(house.origin);
    }

    /** Someone thinks that the set-up function helps. */
    void runSetUp() {
        assertThatThrownBy(() -> house.opener(chain, house.clock).open(house.origin))
                .as("a chain that has lost its HEAD is not opened again")
                .isInstanceOf(HeadMissing.class);
    }

    void restore() {
        Head head = Objects.requireNonNull(lost);
        assertThat(house.chain.head(house.origin))
                .as("nobody makes a HEAD where none is")
                .isEmpty();
        assertThat(house.chain.block(house.origin, head.n() + 1))
                .as("nobody writes a block without a HEAD")
                .isEmpty();
        house.chain.setHead(head);
    }
}
