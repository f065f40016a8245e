package io.certtrail.aws.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.aws.dynamo.FiveTables;
import io.certtrail.domain.chain.BlockLife;
import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.chain.ChainWriter;
import io.certtrail.domain.chain.Head;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.block.NextBlock;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.entry.Seed;
import io.certtrail.testkit.chain.ChainContract;
import io.certtrail.testkit.chain.SampleEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoChainTest extends ChainContract {
    private static final FiveTables TABLES = new FiveTables();
    private final DynamoChain chain =
            new DynamoChain(TABLES.client(), FiveTables.LEDGER, FiveTables.IDS, FiveTables.HEADS);

    @AfterAll
    static void stop() {
        TABLES.close();
    }

    @Override
    protected ChainWriter chain() {
        return chain;
    }

    private void put(String table, String pk, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.put("pk", Attributes.of(pk));
        TABLES.client().putItem(request -> request.tableName(table).item(item));
    }

    @Test
    void aBlockThatCannotBeReadIsToldAsBroken() {
        put(FiveTables.LEDGER, origin.text() + "#3", Map.of("v", Attributes.of(2)));
        assertThatThrownBy(() -> chain.block(origin, 3))
                .isInstanceOf(ChainBroken.class)
                .hasMessageContaining("block 3")
                .hasMessageContaining("version 1, found 2");
        assertThatThrownBy(() -> chain.blocks(origin, 0, 5)).isInstanceOf(ChainBroken.class);
    }

    /** It is written with the block, by whoever opens a chain too, since nobody may touch a block later. */
    @Test
    void aBlockSaysWhenItsTimeIsUp() {
        DynamoChain longer = new DynamoChain(
                TABLES.client(), FiveTables.LEDGER, FiveTables.IDS, FiveTables.HEADS, new BlockLife(400));
        Origin other = new Origin("certtrail.test", "longer", 1);
        Instant time = Instant.parse("2026-11-22T12:00:00.999Z");
        assertThat(expires(chain, origin, time))
                .isEqualTo(time.plus(Duration.ofDays(35)).getEpochSecond());
        assertThat(expires(longer, other, time))
                .isEqualTo(time.plus(Duration.ofDays(400)).getEpochSecond());
    }

    private static long expires(DynamoChain chain, Origin origin, Instant time) {
        RandomGenerator random = new Random(1);
        LoggedEntry entry =
                new LoggedEntry(0, SampleEvents.some(1, random).getFirst().at(time), Seed.fresh(random));
        NextBlock first = Block.first(origin, List.of(entry), List.of(), new UUID(1, 1));
        assertThat(chain.open(
                        first.block(),
                        new Head(origin, 0, first.after(), first.block().blockHash(), time)))
                .isTrue();
        assertThat(chain.block(origin, 0)).contains(first.block());
        return Attributes.number(
                TABLES.client()
                        .getItem(get ->
                                get.tableName(FiveTables.LEDGER).key(Map.of("pk", Attributes.of(origin.text() + "#0"))))
                        .item(),
                "expires");
    }

    @Test
    void aHeadThatContradictsItselfIsToldAsBroken() {
        put(
                FiveTables.HEADS,
                "HEAD#" + origin.text(),
                Map.of(
                        "n", Attributes.of(0),
                        "size", Attributes.of(1),
                        "frontier", Attributes.of(new byte[32]),
                        "rootHash", Attributes.of(new byte[] {1}),
                        "blockHash", Attributes.of(new byte[32]),
                        "lastTime", Attributes.of("2026-11-22T10:00:00.000Z")));
        assertThatThrownBy(() -> chain.head(origin))
                .isInstanceOf(ChainBroken.class)
                .hasMessageContaining("HEAD");
    }

    @Test
    void theKeyOfABlockTellsItsTenant() {
        assertThat(DynamoChain.tenantOfBlock("certtrail.test/alpha/1#17")).contains("alpha");
        assertThat(DynamoChain.tenantOfBlock("certtrail.test/alpha/1@0199")).isEmpty();
    }
}
