package io.certtrail.ledger.export;

import io.certtrail.ledger.Vectors;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.merkle.Frontier;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.HashReader;
import io.certtrail.ledger.merkle.NodeIndex;
import io.certtrail.ledger.text.HexText;
import io.certtrail.ledger.verify.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The log of the vectors, or its first entries: the tree, and the keys that it was signed with. */
public final class VectorLog implements HashReader {
    private static final Json.Obj CHECKPOINT = Vectors.object("checkpoint.json");
    private static final int ROW_HASH_CELL = 65;

    public static final Origin ORIGIN = Origin.parse(Vectors.string(CHECKPOINT, "origin"));
    public static final ManifestMac MAC =
            ManifestMac.of(Vectors.string(CHECKPOINT, "secretKey").getBytes(StandardCharsets.UTF_8));
    public static final Ed25519Signer EXPORT_KEY =
            Ed25519Signer.of(ORIGIN.exportsKeyName(), HexText.parse(Vectors.string(CHECKPOINT, "exportKeySeed")));
    public static final Ed25519Signer LOG_KEY =
            Ed25519Signer.of(ORIGIN.text(), HexText.parse(Vectors.string(CHECKPOINT, "privateKeySeed")));
    public static final TrustedKeys KEYS =
            TrustedKeys.parse(new String(Vectors.bytes("log.vkey"), StandardCharsets.UTF_8));

    private static final List<LoggedEntry> ENTRIES = rows("export-all.csv");
    private static final List<Hash> LEAVES =
            ENTRIES.stream().map(logged -> logged.leaf().hash()).toList();

    private final int size;

    private VectorLog(int size) {
        this.size = size;
    }

    public static VectorLog whole() {
        return new VectorLog(ENTRIES.size());
    }

    public static VectorLog first(int entries) {
        return new VectorLog(entries);
    }

    public long size() {
        return size;
    }

    public LoggedEntry entry(long seq) {
        return ENTRIES.subList(0, size).get(Math.toIntExact(seq));
    }

    public Checkpoint checkpoint() {
        return new Checkpoint(
                ORIGIN, size, Frontier.EMPTY.appendAll(LEAVES.subList(0, size)).root());
    }

    @Override
    public List<Hash> read(List<NodeIndex> nodes) {
        return nodes.stream().map(VectorLog::hash).toList();
    }

    private static Hash hash(NodeIndex node) {
        int first = Math.toIntExact(node.index() << node.level());
        return Frontier.EMPTY
                .appendAll(LEAVES.subList(first, first + (1 << node.level())))
                .root();
    }

    private static List<LoggedEntry> rows(String name) {
        RowCodec codec = RowCodec.of(List.of());
        return new String(Vectors.bytes(name), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .filter(line -> !line.startsWith(Manifest.LINE_START))
                .map(line -> codec.parse(line.substring(0, line.length() - ROW_HASH_CELL)))
                .map(row -> ((ExportRow.Full) row).logged())
                .toList();
    }
}
