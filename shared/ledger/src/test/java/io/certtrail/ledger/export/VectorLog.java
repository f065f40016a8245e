package io.certtrail.ledger.export;

import io.certtrail.ledger.Vectors;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.merkle.Frontier;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.HashReader;
import io.certtrail.ledger.merkle.NodeIndex;
import io.certtrail.ledger.text.HexText;
import io.certtrail.ledger.verify.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

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

    private final List<LoggedEntry> entries;
    private final List<Hash> leaves;

    private VectorLog(List<LoggedEntry> entries) {
        this.entries = entries;
        leaves = entries.stream().map(logged -> logged.leaf().hash()).toList();
    }

    public static VectorLog whole() {
        return new VectorLog(ENTRIES);
    }

    public static VectorLog first(int entries) {
        return new VectorLog(ENTRIES.subList(0, entries));
    }

    /** The log with one entry at another time. */
    public VectorLog with(long seq, Instant time) {
        return with(seq, entry -> entry.event().at(time));
    }

    /** The log with one entry changed. */
    public VectorLog with(long seq, UnaryOperator<Entry> change) {
        List<LoggedEntry> changed = new ArrayList<>(entries);
        LoggedEntry logged = entry(seq);
        changed.set(Math.toIntExact(seq), new LoggedEntry(seq, change.apply(logged.entry()), logged.seed()));
        return new VectorLog(changed);
    }

    /** The log in which one entry says that the contents of others were dropped. */
    public VectorLog dropping(long seq, long fromSeq, long toSeq, String policy) {
        return with(
                seq,
                entry -> new Entry(
                        entry.id(),
                        entry.time(),
                        entry.occurred(),
                        "audit.pruned",
                        Severity.WARNING,
                        new Actor(Actor.Type.SYSTEM, "certtrail/retention", ""),
                        Client.NONE,
                        new Resource("ledger", ORIGIN.text(), null),
                        "",
                        Json.obj()
                                .put("fromSeq", fromSeq)
                                .put("toSeq", toSeq)
                                .put("policy", policy)
                                .build(),
                        ""));
    }

    public long size() {
        return entries.size();
    }

    public LoggedEntry entry(long seq) {
        return entries.get(Math.toIntExact(seq));
    }

    public Checkpoint checkpoint() {
        return new Checkpoint(ORIGIN, size(), Frontier.EMPTY.appendAll(leaves).root());
    }

    @Override
    public List<Hash> read(List<NodeIndex> nodes) {
        return nodes.stream().map(this::hash).toList();
    }

    private Hash hash(NodeIndex node) {
        int first = Math.toIntExact(node.index() << node.level());
        return Frontier.EMPTY
                .appendAll(leaves.subList(first, first + (1 << node.level())))
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
