package io.certtrail.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sizes that no list of leaves reaches, and proofs that somebody forged. */
class HugeTreeTest {
    private static final HashReader ANY = nodes -> Collections.nCopies(nodes.size(), MerkleTree.EMPTY_ROOT);

    private final Hash leaf = MerkleTree.leafHash(new byte[0]);

    @Test
    void noRangeNeedsMoreNodesThanTheBound() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            long size = random.nextLong() >>> (1 + random.nextInt(63));
            long from = size == 0 ? 0 : random.nextLong(size);
            long to = from + random.nextLong(size - from + 1);
            assertThat(RangeProof.count(size, from, to)).as("seed %d", seed).isLessThanOrEqualTo(RangeProof.MAX_NODES);
        }
        long middle = 1L << 61;
        assertThat(RangeProof.count(Long.MAX_VALUE, middle - 1, middle + 1)).isLessThanOrEqualTo(RangeProof.MAX_NODES);
    }

    @Test
    void aProofInTheLargestTreeIsMadeAndVerified() {
        long size = (1L << 62) - 1;
        for (long index : new long[] {0, 1, size / 2, size - 2, size - 1}) {
            List<Hash> proof = InclusionProof.make(index, size, ANY);
            Hash root = InclusionProof.root(index, size, leaf, proof);
            assertThat(InclusionProof.verify(index, size, leaf, proof, root)).isTrue();
            assertThat(InclusionProof.verify(index ^ 1, size, leaf, proof, root))
                    .isFalse();
        }
    }

    @Test
    void aConsistencyProofWithoutSenseIsNotTrueAndNeverThrows() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            long oldSize = random.nextLong() >> random.nextInt(64);
            long newSize = random.nextLong() >> random.nextInt(64);
            List<Hash> proof = Collections.nCopies(random.nextInt(66), leaf);
            boolean same = oldSize == newSize && oldSize >= 0 && proof.isEmpty();
            assertThat(ConsistencyProof.verify(oldSize, newSize, leaf, leaf, proof))
                    .as("seed %d: %d to %d", seed, oldSize, newSize)
                    .isEqualTo(same);
            assertThat(InclusionProof.verify(oldSize, newSize, leaf, proof, MerkleTree.EMPTY_ROOT))
                    .isFalse();
        }
    }

    @Test
    void theEmptyTreeHasOneRoot() {
        assertThat(ConsistencyProof.verify(0, 0, MerkleTree.EMPTY_ROOT, MerkleTree.EMPTY_ROOT, List.of()))
                .isTrue();
        assertThat(ConsistencyProof.verify(0, 5, leaf, leaf, List.of())).isFalse();
        assertThat(ConsistencyProof.verify(0, 5, MerkleTree.EMPTY_ROOT, leaf, List.of()))
                .isTrue();
        assertThat(RangeProof.root(0, 0, 0, List.of(), Collections.emptyIterator()))
                .isEqualTo(MerkleTree.EMPTY_ROOT);
    }

    @Test
    void aRangeHasExactlyItsNodesAndLeaves() {
        List<Hash> two = List.of(leaf, leaf);
        assertThatThrownBy(() -> RangeProof.root(4, 1, 3, two.subList(0, 1), two.iterator()))
                .isInstanceOf(ProofException.class)
                .hasMessage("the range 1 to 3 of 4 leaves has 2 nodes, found 1");
        assertThatThrownBy(() -> RangeProof.root(4, 1, 3, two, two.subList(0, 1).iterator()))
                .isInstanceOf(ProofException.class)
                .hasMessage("the range ends at 3, but the leaves end at 2");
        assertThatThrownBy(() ->
                        RangeProof.root(4, 1, 3, two, List.of(leaf, leaf, leaf).iterator()))
                .isInstanceOf(ProofException.class)
                .hasMessage("the range ends at 3, but there is one more leaf");
        assertThatThrownBy(() -> RangeProof.root(4, 3, 5, two, two.iterator()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatNoTreeHasIsRefused() {
        assertThatThrownBy(() -> InclusionProof.make(5, 5, ANY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> InclusionProof.root(0, 2, leaf, List.of())).isInstanceOf(ProofException.class);
        assertThatThrownBy(() -> ConsistencyProof.make(6, 5, ANY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NodeIndex(63, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NodeIndex(61, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
