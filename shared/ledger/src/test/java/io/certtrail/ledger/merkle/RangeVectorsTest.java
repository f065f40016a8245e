package io.certtrail.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.Vectors;
import io.certtrail.ledger.json.Json;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RangeVectorsTest {
    private static final Json.Obj TREE = Vectors.object("tree.json");

    private final List<Hash> leaves = FrontierVectorsTest.hashes(Vectors.array(TREE, "leafHashes"));

    static Iterable<Json> ranges() {
        return Vectors.array(TREE, "ranges");
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void theWalkContributesTheNodesOfTheVectorAndRebuildsItsRoot(Json.Obj vector) {
        long size = Vectors.number(vector, "size");
        long from = Vectors.number(vector, "from");
        long to = Vectors.number(vector, "to");
        List<Hash> nodes = FrontierVectorsTest.hashes(Vectors.array(vector, "nodes"));
        List<Hash> prefix = leaves.subList(0, (int) size);
        assertThat(RangeProof.nodes(size, from, to, new NaiveTree(prefix))).isEqualTo(nodes);
        assertThat(RangeProof.count(size, from, to)).isEqualTo(nodes.size());
        List<Hash> inside = leaves.subList((int) from, (int) to);
        assertThat(RangeProof.root(size, from, to, nodes, inside.iterator()))
                .isEqualTo(Frontier.EMPTY.appendAll(prefix).root());
    }
}
