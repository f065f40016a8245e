package io.certtrail.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.Vectors;
import io.certtrail.ledger.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrontierVectorsTest {
    private final Json.Obj tree = Vectors.object("tree.json");
    private final List<Hash> leaves = hashes(Vectors.array(tree, "leafHashes"));

    static List<Hash> hashes(List<Json> hex) {
        return hex.stream().map(json -> Hash.ofHex(((Json.Str) json).value())).toList();
    }

    @Test
    void everyRootIsThatOfTheVector() {
        Json.Obj roots = Vectors.object(tree, "roots");
        for (String size : roots.members().keySet()) {
            List<Hash> prefix = leaves.subList(0, Integer.parseInt(size));
            assertThat(Frontier.EMPTY.appendAll(prefix).root().hex())
                    .as("root of %s leaves", size)
                    .isEqualTo(Vectors.string(roots, size));
        }
    }

    @Test
    void everyFrontierIsThatOfTheVector() {
        Json.Obj frontiers = Vectors.object(tree, "frontiers");
        for (String size : frontiers.members().keySet()) {
            List<Hash> prefix = leaves.subList(0, Integer.parseInt(size));
            assertThat(Frontier.EMPTY.appendAll(prefix).roots())
                    .as("frontier of %s leaves", size)
                    .isEqualTo(hashes(Vectors.array(frontiers, size)));
        }
    }
}
