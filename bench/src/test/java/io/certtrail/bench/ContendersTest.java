package io.certtrail.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.certtrail.bench.contenders.BlockWriterAlone;
import io.certtrail.bench.contenders.BlockWriterAlone.Extent;
import io.certtrail.bench.contenders.Contender;
import io.certtrail.bench.contenders.Contender.Run;
import io.certtrail.bench.contenders.DynamoPlace;
import io.certtrail.bench.contenders.NaiveChain;
import io.certtrail.bench.contenders.UnchainedPuts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Contenders at a tiny size. Each verifies what it wrote before it says anything. */
class ContendersTest {
    private static final Duration TIME = Duration.ofMillis(150);
    private static final int WRITERS = 3;

    @Test
    void everyContenderSaysWhatItDid() throws Exception {
        try (DynamoPlaces places = new DynamoPlaces()) {
            DynamoPlace memory = places.embeddedInMemory();
            for (Contender contender : List.of(
                    new UnchainedPuts(memory),
                    new NaiveChain(memory),
                    new BlockWriterAlone(memory, 1, Extent.EVERYTHING),
                    new BlockWriterAlone(memory, 20, Extent.EVERYTHING),
                    new BlockWriterAlone(memory, 20, Extent.BLOCKS_ALONE))) {
                Run run = contender.run(WRITERS, TIME);
                assertThat(run.outcome().events())
                        .as(contender.setup().name())
                        .isPositive()
                        .isEqualTo(run.outcome().latency().getTotalCount()
                                * contender.setup().batch());
                assertThat(run.outcome().took()).isGreaterThanOrEqualTo(TIME);
                assertThat(run.bytes()).isGreaterThan(50 * run.outcome().events());
            }
        }
    }

    @Test
    void aPutOfLessThanAKilobyteIsAUnitAndARequestInABlockIsItsIdItemAndAPartOfTheBlock() throws Exception {
        try (DynamoPlaces places = new DynamoPlaces()) {
            DynamoPlace memory = places.embeddedInMemory();
            Run unchained = new UnchainedPuts(memory).run(1, TIME);
            assertThat(unchained.units().allWrites() / unchained.outcome().events())
                    .isEqualTo(1, within(1e-9));
            Run blocks = new BlockWriterAlone(memory, 20, Extent.BLOCKS_ALONE).run(1, TIME);
            Run all = new BlockWriterAlone(memory, 20, Extent.EVERYTHING).run(1, TIME);
            double block = blocks.units().allWrites() / blocks.outcome().events();
            double whole = all.units().allWrites() / all.outcome().events();
            assertThat(block).isBetween(0.1, 1.0);
            assertThat(whole).isBetween(block - 0.1, block + 0.2);
            double ids = all.units().writes().entrySet().stream()
                    .filter(table -> table.getKey().startsWith("ids"))
                    .mapToDouble(Map.Entry::getValue)
                    .sum();
            assertThat(ids)
                    .as("one an answered request, and that of the chain's first entry")
                    .isEqualTo(all.outcome().events() / 20.0 + 1, within(2.0));
        }
    }

    @Test
    void aModelledCallTakesFiveMilliseconds() throws Exception {
        try (DynamoPlaces places = new DynamoPlaces()) {
            Run run = new UnchainedPuts(places.modelled()).run(1, TIME);
            assertThat(run.outcome().latency().getMinValue()).isGreaterThanOrEqualTo(5_000);
        }
    }
}
