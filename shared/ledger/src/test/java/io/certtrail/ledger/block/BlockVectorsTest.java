package io.certtrail.ledger.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.Vectors;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.merkle.Frontier;
import io.certtrail.ledger.merkle.Hash;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockVectorsTest {
    private final List<Json> blocks = Vectors.array(Vectors.object("blocks.json"), "blocks");
    private final List<Hash> leaves = Vectors.array(Vectors.object("tree.json"), "leafHashes").stream()
            .map(json -> Hash.ofHex(((Json.Str) json).value()))
            .toList();

    @Test
    void everyHashOfTheChainIsThatOfTheVector() {
        Hash previous = BlockHash.genesis(Origin.parse("certtrail.example/acme/1"));
        Frontier frontier = Frontier.EMPTY;
        for (Json json : blocks) {
            Json.Obj block = (Json.Obj) json;
            long first = Vectors.number(block, "firstSeq");
            List<Hash> logged = leaves.subList((int) first, (int) (first + Vectors.number(block, "count")));
            frontier = frontier.appendAll(logged);
            assertThat(previous.hex()).isEqualTo(Vectors.string(block, "prevBlockHash"));
            assertThat(frontier.root().hex()).isEqualTo(Vectors.string(block, "rootHash"));
            previous = BlockHash.of(previous, Vectors.number(block, "n"), first, frontier.root(), logged);
            assertThat(previous.hex()).isEqualTo(Vectors.string(block, "blockHash"));
        }
        assertThat(blocks).isNotEmpty();
    }
}
