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
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the files of an export whose basis is chosen: always the same bytes. Safe for use by many threads. */
public final class ExportMaker {
    private final Contents contents;
    private final PublishedTrees trees;
    private final EvidenceStore evidence;
    private final ExportKeys keys;
    private final RunningDigest.Source digests;
    private final Marks marks;
    private final Bundling bundling;

    /** A maker of tables alone. */
    public ExportMaker(
            Contents contents,
            PublishedTrees trees,
            EvidenceStore evidence,
            ExportKeys keys,
            RunningDigest.Source digests) {
        this(contents, trees, evidence, keys, digests, (parts, folder) -> {
            throw new IOException("no key to seal bundles with is configured");
        });
    }

    public ExportMaker(
            Contents contents,
            PublishedTrees trees,
            EvidenceStore evidence,
            ExportKeys keys,
            RunningDigest.Source digests,
            Bundles bundles) {
        this.contents = contents;
        this.trees = trees;
        this.evidence = evidence;
        this.keys = keys;
        this.digests = digests;
        marks = new Marks(evidence);
        bundling = new Bundling(evidence, bundles);
    }

    /**
     * Makes the files, or goes on with them where the attempt before left off.
     *
     * @return empty if the worker's time was up: then it is marked where to go on
     * @throws ContentsExpired if what it is to hold has expired since it was asked for
     * @throws ChainBroken if an entry is kept nowhere, though it has not expired
     * @throws SegmentFault if a segment is not as it was sealed, and its blocks are gone
     * @throws LedgerMismatch if the ledger does not hold what was signed
     * @throws Claim.Lost if another worker has the export
     */
    Optional<Result> make(Claim claim, Basis basis) throws IOException, LedgerMismatch, Claim.Lost, ExportTrouble {
        Mark left = marks.find(claim.export()).orElse(null);
        Mark reached = left instanceof Mark.Written ? left : write(claim, basis, (Mark.Midway) left);
        if (!(reached instanceof Mark.Written written)) {
            return Optional.empty();
        }
        Export export = claim.export();
        if (!export.format().isBundle()) {
            return Optional.of(written.result());
        }
        if (!(left instanceof Mark.Written)) {
            marks.leave(
                    claim,
                    written,
                    new Progress(Progress.Step.BUNDLE, 0, 0, written.result().rows()));
            if (!claim.hasTime()) { // the rows took it all, which is no failure of the bundle
                return Optional.empty();
            }
        }
        return Optional.of(bundling.make(claim, basis.note(), written, keys.signer(export.origin())));
    }

    private Mark write(Claim claim, Basis basis, Mark.@Nullable Midway from)
            throws IOException, LedgerMismatch, Claim.Lost {
        Export export = claim.export();
        Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(basis.note()).text());
        HashReader tree = trees.of(export.origin(), basis.treeSize());
        Reading reading = reading(export.origin());
        ExportRange range = ExportRange.narrowest(export.filter(), basis.treeSize(), reading::time);
        List<ProofEdge> edges = edges(range, checkpoint, reading, tree);
        List<Hash> nodes = RangeProof.nodes(range.treeSize(), range.fromSeq(), range.toSeq(), tree);
        Target table = target(claim, ExportFile.ROWS, from == null ? null : from.table());
        Target proof = target(claim, ExportFile.PROOF, from == null ? null : from.proof());
        try (EvidenceStore.Upload rows = open(table);
                EvidenceStore.Upload others = open(proof)) {
            ExportWriter.Scope scope = new ExportWriter.Scope(reading, export, range, nodes);
            ExportWriter writer = from == null
                    ? ExportWriter.begin(scope, new ExportWriter.Sinks(rows, others, digests.begin()))
                    : ExportWriter.resume(
                            scope, new ExportWriter.Sinks(rows, others, digests.resume(from.digest())), from);
            if (!writer.write(checkpoint, claim)) {
                Mark.Midway midway = writer.pause();
                marks.leave(claim, midway, writer.progress());
                return midway;
            }
            Manifest manifest = writer.rows()
                    .finish(draft(export, basis, range, checkpoint), keys.mac(), keys.signer(export.origin()));
            ProofHead head = writer.head(basis.note(), nodes, edges);
            Result result = new Result(
                    range.treeSize(),
                    manifest.rows(),
                    range.fromSeq(),
                    range.toSeq(),
                    writer.rows().sha256().hex(),
                    new Result.Stored(table.key(), rows.complete()),
                    new Result.Stored(proof.key(), others.complete(line(head))),
                    head.complete());
            return new Mark.Written(manifest, result, writer.figures());
        }
    }

    /** A file to write, from its beginning or from where it was paused. */
    private record Target(String key, String mediaType, EvidenceStore.@Nullable Paused paused) {}

    private static Target target(Claim claim, ExportFile file, EvidenceStore.@Nullable Paused paused) {
        return new Target(
                paused == null ? file.key(claim.export(), claim.attempt()) : paused.key(),
                file.mediaType(claim.export()),
                paused);
    }

    private EvidenceStore.Upload open(Target target) throws IOException {
        EvidenceStore.Paused paused = target.paused();
        return paused == null ? evidence.begin(target.key(), target.mediaType()) : evidence.resume(paused);
    }

    private static ManifestDraft draft(Export export, Basis basis, ExportRange range, Checkpoint checkpoint) {
        return new ManifestDraft(
                basis.exportedAt(),
                nameOf(export.requester().actor()),
                basis.version(),
                export.filter(),
                range,
                checkpoint);
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
