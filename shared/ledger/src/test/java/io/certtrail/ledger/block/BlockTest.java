package io.certtrail.ledger.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.ledger.Vectors;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.EntryJson;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.entry.Seed;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.merkle.Frontier;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.MerkleTree;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BlockTest {
    private static final Origin ORIGIN = Origin.parse("certtrail.example/acme/1");
    private static final UUID WRITER = new UUID(1, 2);

    private final List<LoggedEntry> entries = vectorEntries();

    static List<LoggedEntry> vectorEntries() {
        List<LoggedEntry> entries = new ArrayList<>();
        for (Json json : Vectors.array(Vectors.object("leaves.json"), "leaves")) {
            Json.Obj leaf = (Json.Obj) json;
            Entry entry = EntryJson.parse(Vectors.object(leaf, "entry"));
            entries.add(new LoggedEntry(Vectors.number(leaf, "seq"), entry, Seed.ofHex(Vectors.string(leaf, "seed"))));
        }
        return entries;
    }

    @Test
    void theFirstTwoBlocksAreThoseOfTheVector() {
        NextBlock first = Block.first(ORIGIN, entries.subList(0, 1), List.of("k"), WRITER);
        NextBlock second = Block.next(
                ORIGIN, 1, first.after(), first.block().blockHash(), entries.subList(1, 3), List.of(), WRITER);
        List<Json> vector = Vectors.array(Vectors.object("blocks.json"), "blocks");
        assertThat(first.block().blockHash().hex()).isEqualTo(Vectors.string((Json.Obj) vector.get(0), "blockHash"));
        assertThat(second.block().blockHash().hex()).isEqualTo(Vectors.string((Json.Obj) vector.get(1), "blockHash"));
        assertThat(second.block().firstSeq()).isEqualTo(1);
        assertThat(second.block().endSeq())
                .isEqualTo(3)
                .isEqualTo(second.after().size());
        assertThat(second.block().firstTime()).isEqualTo(entries.get(1).entry().time());
        assertThat(second.block().lastTime()).isEqualTo(entries.get(2).entry().time());
    }

    @Test
    void aBlockReadBackIsCheckedAgainstTheChain() {
        NextBlock first = Block.first(ORIGIN, entries.subList(0, 3), List.of(), WRITER);
        Block block = first.block();
        Hash genesis = BlockHash.genesis(ORIGIN);
        assertThat(block.append(Frontier.EMPTY, genesis)).isEqualTo(first.after());
        Hash other = MerkleTree.EMPTY_ROOT;
        assertThatThrownBy(() -> block.append(Frontier.EMPTY.append(other), genesis))
                .isInstanceOf(BlockException.class)
                .hasMessage("block 0 of certtrail.example/acme/1: first entry: expected 1, found 0");
        assertThatThrownBy(() -> block.append(Frontier.EMPTY, other)).hasMessageContaining("previous block's hash");
        assertThatThrownBy(() -> changed(block, other, block.blockHash()).append(Frontier.EMPTY, genesis))
                .hasMessageContaining("root hash: expected " + block.rootHash() + ", found " + other);
        assertThatThrownBy(() -> changed(block, block.rootHash(), other).append(Frontier.EMPTY, genesis))
                .hasMessageContaining("block hash: expected " + block.blockHash() + ", found " + other);
    }

    private static Block changed(Block block, Hash rootHash, Hash blockHash) {
        return new Block(
                block.origin(),
                block.n(),
                block.firstSeq(),
                block.entries(),
                block.prevBlockHash(),
                rootHash,
                blockHash,
                block.outboxKeys(),
                block.writer());
    }

    @Test
    void entriesFollowEachOtherInPlaceAndTime() {
        assertThatThrownBy(() -> Block.first(ORIGIN, List.of(), List.of(), WRITER))
                .isInstanceOf(BlockException.class);
        assertThatThrownBy(() -> Block.first(ORIGIN, List.of(entries.get(0), entries.get(2)), List.of(), WRITER))
                .hasMessageContaining("expected entry 1, found 2");
        LoggedEntry late =
                new LoggedEntry(0, entries.get(5).entry(), entries.get(5).seed());
        assertThatThrownBy(() -> Block.first(ORIGIN, List.of(late, entries.get(1)), List.of(), WRITER))
                .hasMessageContaining("the one before it");
        List<LoggedEntry> many = new ArrayList<>();
        for (int seq = 0; seq <= Block.MAX_ENTRIES; seq++) {
            many.add(new LoggedEntry(seq, entries.get(0).entry(), entries.get(0).seed()));
        }
        assertThat(Block.first(ORIGIN, many.subList(0, 256), List.of(), WRITER)
                        .block()
                        .count())
                .isEqualTo(256);
        assertThatThrownBy(() -> Block.first(ORIGIN, many, List.of(), WRITER)).hasMessageContaining("257 entries");
    }
}
