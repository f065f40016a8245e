package io.certtrail.aws.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.aws.dynamo.FiveTables;
import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.chain.ChainWriter;
import io.certtrail.testkit.chain.ChainContract;
import java.util.HashMap;
import java.util.Map;
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
