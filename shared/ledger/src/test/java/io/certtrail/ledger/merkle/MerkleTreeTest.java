package io.certtrail.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.ledger.text.HexText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The sample tree of the reference implementation of Certificate Transparency: eight leaves, each root known. */
class MerkleTreeTest {
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private final List<Hash> leaves = LEAVES.stream()
            .map(leaf -> MerkleTree.leafHash(HexText.parse(leaf)))
            .toList();

    @Test
    void theRootsAreThoseOfCertificateTransparency() {
        Frontier frontier = Frontier.EMPTY;
        List<String> roots = new ArrayList<>(List.of(frontier.root().hex()));
        for (Hash leaf : leaves) {
            frontier = frontier.append(leaf);
            roots.add(frontier.root().hex());
        }
        assertThat(roots).isEqualTo(ROOTS);
    }

    /** RFC 6962 §2.1.3: a tree of seven leaves, in which h = d1 ‖ d2 and so on. */
    @Test
    void theAuditPathsAreThoseOfTheRfcsExample() {
        List<Hash> d = leaves.subList(0, 7);
        NaiveTree tree = new NaiveTree(d);
        Hash g = MerkleTree.nodeHash(d.get(0), d.get(1));
        Hash h = MerkleTree.nodeHash(d.get(2), d.get(3));
        Hash i = MerkleTree.nodeHash(d.get(4), d.get(5));
        Hash k = MerkleTree.nodeHash(g, h);
        Hash l = MerkleTree.nodeHash(i, d.get(6));
        assertThat(InclusionProof.make(0, 7, tree)).containsExactly(d.get(1), h, l);
        assertThat(InclusionProof.make(3, 7, tree)).containsExactly(d.get(2), g, l);
        assertThat(InclusionProof.make(4, 7, tree)).containsExactly(d.get(5), d.get(6), k);
        assertThat(InclusionProof.make(6, 7, tree)).containsExactly(i, k);
        assertThat(ConsistencyProof.make(3, 7, tree)).containsExactly(d.get(2), d.get(3), g, l);
        assertThat(ConsistencyProof.make(4, 7, tree)).containsExactly(l);
        assertThat(ConsistencyProof.make(6, 7, tree)).containsExactly(i, d.get(6), k);
    }

    @Test
    void appendingInAnyPortionsGivesTheSameFrontier() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Hash> many = new ArrayList<>();
        Frontier oneByOne = Frontier.EMPTY;
        Frontier inPortions = Frontier.EMPTY;
        for (int i = 0; i < 500; i++) {
            List<Hash> portion = new ArrayList<>();
            for (int j = random.nextInt(9); j > 0; j--) {
                byte[] data = new byte[random.nextInt(8)];
                random.nextBytes(data);
                portion.add(MerkleTree.leafHash(data));
            }
            for (Hash hash : portion) {
                oneByOne = oneByOne.append(hash);
            }
            many.addAll(portion);
            inPortions = inPortions.appendAll(portion);
            assertThat(inPortions).as("seed %d", seed).isEqualTo(oneByOne);
        }
        assertThat(inPortions.root()).as("seed %d", seed).isEqualTo(NaiveTree.root(many));
    }

    @Test
    void aFrontierOfAnotherShapeIsRefused() {
        assertThatThrownBy(() -> new Frontier(3, leaves.subList(0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 roots")
                .hasMessageContaining("found 1");
        assertThatThrownBy(() -> new Frontier(-1, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHashHasOneSpelling() {
        Hash hash = leaves.getFirst();
        assertThat(Hash.ofHex(hash.hex())).isEqualTo(hash).hasSameHashCodeAs(hash);
        assertThat(Hash.ofBase64(hash.base64())).isEqualTo(hash);
        assertThatThrownBy(() -> Hash.ofHex(hash.hex().toUpperCase(java.util.Locale.ROOT)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hash.ofHex(hash.hex().substring(2))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hash.ofBase64(hash.base64().replace("=", "")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void base64WithStrayBitsIsRefused() {
        String base64 = MerkleTree.EMPTY_ROOT.base64();
        assertThat(base64).endsWith("uFU=");
        assertThatThrownBy(() -> Hash.ofBase64(base64.replace("uFU=", "uFV=")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not canonical");
        assertThatThrownBy(() -> Hash.ofBase64(base64 + "\n")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hash.ofBase64(base64.replace('+', '-').replace('/', '_')))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
