package io.certtrail.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TilesTest {
    /** The example of C2SP tlog-tiles is 1234067: x001/x234/067. */
    @Test
    void aPathIsInGroupsOfThreeDigits() {
        assertThat(Tiles.path(0, 0, 256)).isEqualTo("tile/0/000");
        assertThat(Tiles.path(0, 1234067, 256)).isEqualTo("tile/0/x001/x234/067");
        assertThat(Tiles.path(1, 1234, 17)).isEqualTo("tile/1/x001/234.p/17");
        assertThat(Tiles.path(2, 1000, 256)).isEqualTo("tile/2/x001/000");
        assertThat(Tiles.entriesPath(5, 256)).isEqualTo("tile/entries/005");
        assertThat(Tiles.entriesPath(1_000_000, 1)).isEqualTo("tile/entries/x001/x000/000.p/1");
        assertThatThrownBy(() -> Tiles.path(0, 0, 257)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tiles.entriesPath(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theNewTilesOfALogAreThoseThatChange() {
        assertThat(paths(0, 0)).isEmpty();
        assertThat(paths(0, 1)).containsExactly("tile/0/000.p/1");
        assertThat(paths(1, 255)).containsExactly("tile/0/000.p/255");
        assertThat(paths(255, 256)).containsExactly("tile/0/000", "tile/1/000.p/1");
        assertThat(paths(256, 257)).containsExactly("tile/0/001.p/1");
        assertThat(paths(300, 300)).isEmpty();
        assertThat(paths(200, 600)).containsExactly("tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2");
        assertThat(paths(65535, 65536)).containsExactly("tile/0/255", "tile/1/000", "tile/2/000.p/1");
        assertThatThrownBy(() -> Tiles.newTiles(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void allTilesTogetherAreTheSameHoweverTheLogGrew() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            Set<String> full = new HashSet<>();
            long size = 0;
            for (int step = 0; step < 40; step++) {
                long next = size + random.nextInt(2_000);
                Tiles.newTiles(size, next).stream()
                        .filter(Tile::isFull)
                        .map(Tile::path)
                        .forEach(path -> assertThat(full.add(path))
                                .as("seed %d: %s once", seed, path)
                                .isTrue());
                size = next;
            }
            assertThat(full)
                    .as("seed %d", seed)
                    .isEqualTo(new HashSet<>(Tiles.newTiles(0, size).stream()
                            .filter(Tile::isFull)
                            .map(Tile::path)
                            .toList()));
        }
    }

    @Test
    void aBundleIsReadAsItWasWritten() {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            leaves.add(new byte[i * 3]);
        }
        assertThat(EntryBundle.parse(EntryBundle.of(leaves)))
                .usingRecursiveComparison()
                .isEqualTo(leaves);
        assertThat(EntryBundle.of(List.of(new byte[] {7, 8, 9}))).containsExactly(0, 3, 7, 8, 9);
        assertThat(EntryBundle.parse(new byte[0])).isEmpty();
    }

    @Test
    void aBrokenBundleIsRefused() {
        byte[] bundle = EntryBundle.of(List.of(new byte[300], new byte[1]));
        for (int length = 0; length < bundle.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(bundle, length);
            if (length != 0 && length != 302) {
                assertThatThrownBy(() -> EntryBundle.parse(cut)).isInstanceOf(IllegalArgumentException.class);
            }
        }
        assertThatThrownBy(() -> EntryBundle.parse(new byte[2 * 257])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EntryBundle.of(List.of(new byte[65536]))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMissingOrShortTileIsNamed() {
        assertThatThrownBy(() -> InclusionProof.make(0, 2, new TileHashReader(2, path -> null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tile/0/000.p/2");
        assertThatThrownBy(() -> InclusionProof.make(0, 2, new TileHashReader(2, path -> new byte[63])))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("64 bytes, found 63");
        assertThatThrownBy(() -> new TileHashReader(2, path -> new byte[64]).read(List.of(new NodeIndex(0, 2))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> paths(long oldSize, long newSize) {
        return Tiles.newTiles(oldSize, newSize).stream().map(Tile::path).toList();
    }
}
