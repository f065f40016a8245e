package io.certtrail.ledger.export;

import io.certtrail.ledger.Vectors;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.checkpoint.SignedNote;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.HashReader;
import io.certtrail.ledger.merkle.MerkleTree;
import io.certtrail.ledger.merkle.NodeIndex;
import io.certtrail.ledger.text.HexText;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The log of the vectors: its 700 entries, its tree, and the keys that it was signed with. */
public final class VectorLog {
    private static final Json.Obj CHECKPOINT = Vectors.object("checkpoint.json");
    private static final int ROW_HASH_CELL = 65;

    public static final Origin ORIGIN = Origin.parse(Vectors.string(CHECKPOINT, "origin"));
    public static final String NOTE = Vectors.string(CHECKPOINT, "note");
    public static final Checkpoint HEAD =
            Checkpoint.parse(SignedNote.parse(NOTE).text());
    public static final ManifestMac MAC =
            ManifestMac.of(Vectors.string(CHECKPOINT, "secretKey").getBytes(StandardCharsets.UTF_8));
    public static final Ed25519Signer EXPORT_KEY =
            Ed25519Signer.of(ORIGIN.exportsKeyName(), HexText.parse(Vectors.string(CHECKPOINT, "exportKeySeed")));
    public static final Ed25519Signer LOG_KEY =
            Ed25519Signer.of(ORIGIN.text(), HexText.parse(Vectors.string(CHECKPOINT, "privateKeySeed")));

    public static final List<LoggedEntry> ENTRIES = rows("export-all.csv");
    public static final HashReader TREE =
            nodes -> nodes.stream().map(VectorLog::hash).toList();

    private VectorLog() {}

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

    private static Hash hash(NodeIndex node) {
        if (node.level() == 0) {
            return ENTRIES.get((int) node.index()).leaf().hash();
        }
        return MerkleTree.nodeHash(
                hash(new NodeIndex(node.level() - 1, 2 * node.index())),
                hash(new NodeIndex(node.level() - 1, 2 * node.index() + 1)));
    }
}
