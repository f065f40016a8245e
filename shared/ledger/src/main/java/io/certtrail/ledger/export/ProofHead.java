package io.certtrail.ledger.export;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.HashReader;
import io.certtrail.ledger.merkle.RangeProof;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The first line of a proof file.
 *
 * @param checkpoint the signed note at the range's tree size, as text
 * @param nodes the roots of the subtrees outside the range, in the order of the walk
 * @param edges of the seqs that {@link ExportRange#edges()} names
 * @param complete whether every entry that is not a row is shown to be no match
 * @param ghosts how many lines of that kind follow
 * @param hashes how many lines of the other kind follow
 */
public record ProofHead(
        Origin origin,
        ExportRange range,
        String checkpoint,
        List<Hash> nodes,
        List<ProofEdge> edges,
        boolean complete,
        long ghosts,
        long hashes) {
    /** The longest list of hashes that a proof needs, and that a reader takes. */
    public static final int MAX_HASHES = 128;

    private static final int MAX_EDGES = 3;
    private static final List<String> NAMES = List.of(
            "v",
            "origin",
            "treeSize",
            "fromSeq",
            "toSeq",
            "checkpoint",
            "nodes",
            "edges",
            "complete",
            "ghosts",
            "hashes");

    public ProofHead {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /**
     * The head for a body that has been written.
     *
     * @param tree the tree of {@code range.treeSize()} entries
     */
    public static ProofHead of(
            Origin origin,
            ExportRange range,
            String checkpoint,
            List<ProofEdge> edges,
            ProofBody body,
            HashReader tree) {
        List<Hash> nodes = RangeProof.nodes(range.treeSize(), range.fromSeq(), range.toSeq(), tree);
        return new ProofHead(origin, range, checkpoint, nodes, edges, body.hashes() == 0, body.ghosts(), body.hashes());
    }

    /** The line's bytes, without its line end: compact JSON, its members in the order of the format's page. */
    public byte[] bytes() {
        Json.Obj json = Json.obj()
                .put("v", 1)
                .put("origin", origin.text())
                .put("treeSize", range.treeSize())
                .put("fromSeq", range.fromSeq())
                .put("toSeq", range.toSeq())
                .put("checkpoint", checkpoint)
                .put("nodes", hashes(nodes))
                .put(
                        "edges",
                        new Json.Arr(edges.stream().<Json>map(ProofEdge::toJson).toList()))
                .put("complete", complete)
                .put("ghosts", ghosts)
                .put("hashes", hashes)
                .build();
        return OrderedJson.text(json).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads what {@link #bytes()} writes, and nothing else. Whether its values hold is not looked at.
     *
     * @throws FormatException naming the member that is wrong
     */
    public static ProofHead parse(byte[] line) {
        Fields fields = Fields.inOrder(ProofLine.strict(line), "", NAMES);
        if (fields.count("v") != 1) {
            throw new FormatException("/v", "1, the only version there is", Long.toString(fields.count("v")));
        }
        return new ProofHead(
                fields.text("origin", Origin::parse),
                ManifestJson.range(fields),
                fields.text("checkpoint"),
                fields.texts("nodes", MAX_HASHES, Hash::ofBase64),
                edges(fields),
                fields.bool("complete"),
                fields.count("ghosts"),
                fields.count("hashes"));
    }

    private static List<ProofEdge> edges(Fields fields) {
        List<ProofEdge> edges = new ArrayList<>();
        for (Json edge : fields.list("edges", MAX_EDGES)) {
            edges.add(ProofEdge.parse(edge, fields.at("edges") + "/" + edges.size()));
        }
        return edges;
    }

    static Json.Arr hashes(List<Hash> hashes) {
        return new Json.Arr(
                hashes.stream().<Json>map(hash -> new Json.Str(hash.base64())).toList());
    }
}
