package io.certtrail.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A tree grows leaf by leaf; at each step everything that can be said of it is compared with the naive one. */
class GrowingTreeTest {
    private static final int LEAVES = 70;
    /** There are many ranges: up to this size all of them. */
    private static final int RANGED = 34;

    private final List<Hash> leaves = new ArrayList<>();
    private final List<Hash> roots = new ArrayList<>(List.of(MerkleTree.EMPTY_ROOT));
    private final NaiveTree naive = new NaiveTree(leaves);

    @Test
    void everyInvariantHoldsAtEachSize() {
        Frontier frontier = Frontier.EMPTY;
        for (int size = 0; size <= LEAVES; size++) {
            assertThat(frontier.size()).isEqualTo(size);
            assertThat(frontier.root()).isEqualTo(NaiveTree.root(leaves)).isEqualTo(roots.get(size));
            everyLeafIsIncluded(size);
            everyEarlierTreeIsABeginning(size);
            if (size <= RANGED) {
                everyRangeRebuildsTheRoot(size);
            }
            Hash leaf = MerkleTree.leafHash(ByteBuffer.allocate(4).putInt(size).array());
            frontier = frontier.append(leaf);
            leaves.add(leaf);
            roots.add(frontier.root());
        }
    }

    private void everyLeafIsIncluded(int size) {
        for (int index = 0; index < size; index++) {
            List<Hash> proof = InclusionProof.make(index, size, naive);
            assertThat(proof).isEqualTo(NaiveTree.path(index, leaves));
            Hash root = roots.get(size);
            Hash leaf = leaves.get(index);
            assertThat(InclusionProof.verify(index, size, leaf, proof, root)).isTrue();
            assertThat(InclusionProof.verify(index, size, root, proof, root)).isEqualTo(size == 1);
            assertThat(InclusionProof.verify(index, size, leaf, proof, Hash.sha256(new byte[1])))
                    .isFalse();
            assertThat(InclusionProof.verify(index, size, leaf, longer(proof), root))
                    .isFalse();
            for (int i = 0; i < proof.size(); i++) {
                assertThat(InclusionProof.verify(index, size, leaf, changed(proof, i), root))
                        .isFalse();
                assertThat(InclusionProof.verify(index, size, leaf, proof.subList(0, i), root))
                        .isFalse();
            }
            int other = (index + 1) % size;
            assertThat(InclusionProof.verify(other, size, leaf, proof, root)).isEqualTo(other == index);
        }
    }

    private void everyEarlierTreeIsABeginning(int size) {
        for (int old = 0; old <= size; old++) {
            List<Hash> proof = ConsistencyProof.make(old, size, naive);
            assertThat(proof).isEqualTo(old == 0 ? List.of() : NaiveTree.proof(old, leaves));
            Hash oldRoot = roots.get(old);
            Hash root = roots.get(size);
            assertThat(ConsistencyProof.verify(old, size, oldRoot, root, proof)).isTrue();
            assertThat(ConsistencyProof.verify(old, size, Hash.sha256(new byte[1]), root, proof))
                    .isFalse();
            assertThat(ConsistencyProof.verify(old, size, oldRoot, root, longer(proof)))
                    .isFalse();
            if (old > 0) {
                assertThat(ConsistencyProof.verify(old, size, oldRoot, Hash.sha256(new byte[1]), proof))
                        .isFalse();
            }
            for (int i = 0; i < proof.size(); i++) {
                assertThat(ConsistencyProof.verify(old, size, oldRoot, root, changed(proof, i)))
                        .isFalse();
                assertThat(ConsistencyProof.verify(old, size, oldRoot, root, proof.subList(0, i)))
                        .isFalse();
            }
        }
    }

    private void everyRangeRebuildsTheRoot(int size) {
        for (int from = 0; from <= size; from++) {
            for (int to = from; to <= size; to++) {
                List<Hash> nodes = RangeProof.nodes(size, from, to, naive);
                assertThat(nodes).isEqualTo(size == 0 ? List.of() : NaiveTree.range(0, leaves, from, to));
                assertThat(nodes).hasSizeLessThanOrEqualTo(RangeProof.MAX_NODES);
                assertThat(RangeProof.root(
                                size, from, to, nodes, leaves.subList(from, to).iterator()))
                        .as("root of %d from the range %d to %d", size, from, to)
                        .isEqualTo(roots.get(size));
            }
        }
    }

    @Test
    void aPublishedTreeGivesTheSameHashesAtEachSize() {
        int size = 300;
        for (int i = 0; i < size; i++) {
            leaves.add(MerkleTree.leafHash(ByteBuffer.allocate(4).putInt(i).array()));
        }
        Map<String, byte[]> log = new HashMap<>();
        for (int end = 1; end <= size; end++) {
            for (Tile tile : Tiles.newTiles(end - 1, end)) {
                log.put(tile.path(), tile.data(naive.read(tile.nodes())));
            }
            TileHashReader reader = new TileHashReader(end, log::get);
            int index = end / 2;
            assertThat(InclusionProof.make(index, end, reader)).isEqualTo(InclusionProof.make(index, end, naive));
            assertThat(ConsistencyProof.make(index, end, reader)).isEqualTo(ConsistencyProof.make(index, end, naive));
        }
        log.keySet().removeIf(path -> path.startsWith("tile/0/000.p/"));
        assertThat(InclusionProof.make(3, 200, new TileHashReader(200, log::get)))
                .as("read from the full tile, when the partial one is gone")
                .isEqualTo(InclusionProof.make(3, 200, naive));
    }

    private static List<Hash> longer(List<Hash> proof) {
        List<Hash> longer = new ArrayList<>(proof);
        longer.add(MerkleTree.EMPTY_ROOT);
        return longer;
    }

    private static List<Hash> changed(List<Hash> proof, int at) {
        List<Hash> changed = new ArrayList<>(proof);
        changed.set(at, MerkleTree.EMPTY_ROOT);
        return changed;
    }
}
