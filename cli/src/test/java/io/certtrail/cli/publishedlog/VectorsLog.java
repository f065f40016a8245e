package io.certtrail.cli.publishedlog;

import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Leaf;
import io.certtrail.ledger.export.ExportRow;
import io.certtrail.ledger.export.RowCodec;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.ledger.merkle.EntryBundle;
import io.certtrail.ledger.merkle.Frontier;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.Tile;
import io.certtrail.ledger.merkle.Tiles;
import io.certtrail.ledger.text.HexText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The log of the vectors' exports, published: 700 entries, signed by the vectors' key at 300, 600 and 700. */
public final class VectorsLog {
    private static final Path VECTORS =
            Path.of(System.getProperty("certtrail.root"), "shared/ledger/src/test/resources/vectors");
    private static final int ROW_HASH_CELL = 65;

    private VectorsLog() {}

    public static Path vector(String name) {
        return VECTORS.resolve(name);
    }

    /** The log in a folder. */
    public static Path in(Path folder) throws IOException {
        return in(folder, leaves());
    }

    /** The same with one leaf changed, and all of it signed by the log's own key. */
    public static Path rewrittenIn(Path folder, int seq) throws IOException {
        List<byte[]> leaves = leaves();
        leaves.get(seq)[100] ^= 1;
        return in(folder, leaves);
    }

    private static Path in(Path folder, List<byte[]> leaves) throws IOException {
        List<Hash> hashes = leaves.stream().map(data -> Leaf.parse(data).hash()).toList();
        long before = 0;
        for (int size : new int[] {300, 600, 700}) {
            for (Tile tile : Tiles.newTiles(before, size)) {
                publish(folder, tile, hashes.subList(0, size), leaves);
            }
            String note = checkpoint(hashes.subList(0, size)).sign(key()).format();
            write(folder.resolve("checkpoints/" + size), note.getBytes(StandardCharsets.UTF_8));
            write(folder.resolve("checkpoint"), note.getBytes(StandardCharsets.UTF_8));
            before = size;
        }
        return folder;
    }

    private static void publish(Path folder, Tile tile, List<Hash> hashes, List<byte[]> leaves) throws IOException {
        int span = 1 << (8 * tile.level());
        int first = (int) tile.index() * Tile.WIDTH * span;
        List<Hash> nodes = new ArrayList<>();
        for (int i = 0; i < tile.width(); i++) {
            List<Hash> below = hashes.subList(first + i * span, first + (i + 1) * span);
            nodes.add(Frontier.EMPTY.appendAll(below).root());
        }
        write(folder.resolve(tile.path()), tile.data(nodes));
        if (tile.level() == 0) {
            write(
                    folder.resolve(Tiles.entriesPath(tile.index(), tile.width())),
                    EntryBundle.of(leaves.subList(first, first + tile.width())));
        }
    }

    /** The state of the log's first entries. */
    public static Checkpoint checkpoint(List<Hash> hashes) throws IOException {
        return new Checkpoint(
                origin(), hashes.size(), Frontier.EMPTY.appendAll(hashes).root());
    }

    public static Origin origin() throws IOException {
        return Origin.parse(text("origin"));
    }

    public static Ed25519Signer key() throws IOException {
        return Ed25519Signer.of(text("origin"), HexText.parse(text("privateKeySeed")));
    }

    private static String text(String member) throws IOException {
        Json.Obj checkpoint = (Json.Obj) JsonReader.parse(Files.readAllBytes(vector("checkpoint.json")));
        return ((Json.Str) checkpoint.member(member)).value();
    }

    private static List<byte[]> leaves() throws IOException {
        RowCodec codec = RowCodec.of(List.of());
        List<String> lines = Files.readAllLines(vector("export-all.csv"));
        return new ArrayList<>(lines.subList(1, lines.size() - 1).stream()
                .map(line -> codec.parse(line.substring(0, line.length() - ROW_HASH_CELL)))
                .map(row -> ((ExportRow.Full) row).logged().leaf().data())
                .toList());
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
