package io.certtrail.domain.exports;

import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.chain.HeadMissing;
import io.certtrail.domain.contents.Contents;
import io.certtrail.domain.contents.ContentsExpired;
import io.certtrail.domain.contents.Reading;
import io.certtrail.domain.segments.SegmentFault;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.checkpoint.SignedNote;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.export.ExportRange;
import io.certtrail.ledger.export.Manifest;
import io.certtrail.ledger.export.ManifestDraft;
import io.certtrail.ledger.export.ProofEdge;
import io.certtrail.ledger.export.ProofHead;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.HashReader;
import io.certtrail.ledger.merkle.InclusionProof;
import io.certtrail.ledger.merkle.RangeProof;
import io.certtrail.ledger.merkle.Sha256;
import java.io.IOException;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes the files of an export whose basis is chosen: always the same bytes. Safe for use by many threads. */
public final class ExportMaker {
    private final Contents contents;
    private final PublishedTrees trees;
    private final EvidenceStore evidence;
    private final ExportKeys keys;
    private final Bundles bundles;

    /** A maker of tables alone. */
    public ExportMaker(Contents contents, PublishedTrees trees, EvidenceStore evidence, ExportKeys keys) {
        this(contents, trees, evidence, keys, (parts, folder) -> {
            throw new IOException("no key to seal bundles with is configured");
        });
    }

    public ExportMaker(
            Contents contents, PublishedTrees trees, EvidenceStore evidence, ExportKeys keys, Bundles bundles) {
        this.contents = contents;
        this.trees = trees;
        this.evidence = evidence;
        this.keys = keys;
        this.bundles = bundles;
    }

    /**
     * Makes both files, or none.
     *
     * @throws ContentsExpired if what it is to hold has expired since it was asked for
     * @throws ChainBroken if an entry is kept nowhere, though it has not expired
     * @throws SegmentFault if a segment is not as it was sealed, and its blocks are gone
     * @throws LedgerMismatch if the ledger does not hold what was signed
     * @throws Claim.Lost if another worker has the export
     */
    Result make(Claim claim, Basis basis) throws IOException, LedgerMismatch, Claim.Lost, ExportTrouble {
        Export export = claim.export();
        Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(basis.note()).text());
        HashReader tree = trees.of(export.origin(), basis.treeSize());
        Reading reading = reading(export.origin());
        ExportRange range = ExportRange.narrowest(export.filter(), basis.treeSize(), reading::time);
        List<ProofEdge> edges = edges(range, checkpoint, reading, tree);
        List<Hash> nodes = RangeProof.nodes(range.treeSize(), range.fromSeq(), range.toSeq(), tree);
        ManifestDraft draft = new ManifestDraft(
                basis.exportedAt(),
                nameOf(export.requester().actor()),
                basis.version(),
                export.filter(),
                range,
                checkpoint);

        try (Bundling bundling = new Bundling(evidence, bundles, claim);
                EvidenceStore.Upload table = bundling.begin(ExportFile.TABLE);
                EvidenceStore.Upload proof = bundling.begin(ExportFile.PROOF)) {
            DigestOutputStream hashed = new DigestOutputStream(table, Sha256.digest());
            ExportWriter writer = new ExportWriter(reading, export, range, nodes, hashed, proof);
            writer.write(checkpoint, claim);
            Manifest manifest = writer.rows().finish(draft, keys.mac(), keys.signer(export.origin()));
            ProofHead head = writer.head(basis.note(), nodes, edges);
            Result.Stored tableStored =
                    new Result.Stored(ExportFile.TABLE.key(export, claim.attempt()), table.complete());
            Result.Stored proofStored =
                    new Result.Stored(ExportFile.PROOF.key(export, claim.attempt()), proof.complete(line(head)));
            Result result = new Result(
                    range.treeSize(),
                    manifest.rows(),
                    range.fromSeq(),
                    range.toSeq(),
                    Hash.finish(hashed.getMessageDigest()).hex(),
                    tableStored,
                    proofStored,
                    head.complete());
            return bundling.finish(result, manifest, basis.note(), writer.figures(), keys.signer(export.origin()));
        }
    }

    private Reading reading(Origin origin) {
        return contents.reading(contents.chain().head(origin).orElseThrow(() -> new HeadMissing(origin)));
    }

    /** The edges of the range, each of them checked. */
    private static List<ProofEdge> edges(ExportRange range, Checkpoint checkpoint, Reading reading, HashReader tree)
            throws LedgerMismatch {
        List<ProofEdge> edges = new ArrayList<>();
        for (long seq : range.edges()) {
            ProofEdge edge = reading.edge(seq, range.treeSize(), tree);
            Hash root = InclusionProof.root(seq, range.treeSize(), edge.leaf().hash(), edge.proof());
            if (!root.equals(checkpoint.root())) {
                throw new LedgerMismatch("entry %d and the published tree of %d entries give the root %s, signed is %s"
                        .formatted(seq, range.treeSize(), root, checkpoint.root()));
            }
            edges.add(edge);
        }
        return edges;
    }

    private static byte[] line(ProofHead head) {
        byte[] json = head.bytes();
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    private static String nameOf(Actor actor) {
        return actor.name().isEmpty() ? actor.id() : actor.name();
    }
}
