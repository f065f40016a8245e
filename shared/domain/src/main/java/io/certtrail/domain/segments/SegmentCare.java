package io.certtrail.domain.segments;

import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.integrity.IntegrityFinding;
import io.certtrail.domain.publish.LogStore;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.merkle.Frontier;
import io.certtrail.ledger.merkle.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Looks after a chain's segments: finds those that are missing, truncated, swapped or of another version, names them, and
 * has them sealed again from the blocks while these are kept. That every segment is there it sees each time; of one part
 * it reads every entry again and holds it against the signed tree. Repeatable. Safe for use by many threads.
 */
public final class SegmentCare {
    /** What a segment takes to be read again, and to be sealed again. */
    private static final Duration STEP = Duration.ofSeconds(45);

    private final ArchiveStore archive;
    private final Segments segments;
    private final PrunedCheck pruned;
    private final LogStore log;
    private final Function<Origin, Optional<Checkpoint>> signed;
    private final Function<Origin, Instant> keptFrom;
    private final Sealer sealer;

    /**
     * The care of an archive.
     *
     * @param chain with all blocks that are there: what was dropped stands in it
     * @param signed the checkpoint of a log that is published and signed by its keys
     * @param keptFrom what was recorded before this has expired by what is set now: it may be there or not, and is never
     *     sealed again; nor is what was dropped under an earlier setting
     */
    public SegmentCare(
            ChainReader chain,
            ArchiveStore archive,
            LogStore log,
            Function<Origin, Optional<Checkpoint>> signed,
            Function<Origin, Instant> keptFrom,
            Sealer sealer) {
        this.archive = archive;
        this.segments = new Segments(archive);
        this.pruned = new PrunedCheck(archive, chain);
        this.log = log;
        this.signed = signed;
        this.keptFrom = keptFrom;
        this.sealer = sealer;
    }

    /**
     * Looks once.
     *
     * @param round which part it reads whole; counted on from one time to the next
     * @param rounds after how many times it has read everything, 1 or more
     * @return what is not as it was sealed, also if it was sealed again; what is over the deadline is left for the next time
     * @throws RuntimeException if the archive can't be listed
     */
    public List<IntegrityFinding> look(Origin origin, long round, int rounds, Deadline deadline) {
        List<IntegrityFinding> findings = new ArrayList<>();
        Instant from = pruned.keptFrom(origin, keptFrom.apply(origin), findings);
        closeGaps(origin, from, listed(origin, findings), findings, deadline);
        List<Segment> listed = listed(origin, new ArrayList<>());
        Set<String> objects = new HashSet<>(paths(SegmentPaths.data(origin)));
        long sealedAgain = 0;
        for (int i = 0; i < listed.size() && deadline.allows(STEP); i++) {
            Segment segment = listed.get(i);
            boolean isWhole = i % rounds == Math.floorMod(round, rounds);
            Optional<IntegrityFinding> finding =
                    isKept(segment, from) ? find(segment, objects, isWhole) : Optional.empty();
            // What was sealed again may go further than what was there: then others of the list are no more.
            if (finding.isPresent() && segment.fromSeq() >= sealedAgain) {
                findings.add(finding.get());
                sealedAgain = sealAgain(origin, segment.fromSeq(), segment.toSeq(), findings);
            }
        }
        nameStrangers(origin, listed, objects, findings);
        return findings;
    }

    private static boolean isKept(Segment segment, Instant from) {
        return !segment.lastTime().isBefore(from);
    }

    /** Objects that no manifest names, below what is sealed: Athena would read them. */
    private static void nameStrangers(
            Origin origin, List<Segment> listed, Set<String> objects, List<IntegrityFinding> findings) {
        Set<String> strangers = new TreeSet<>(objects);
        listed.forEach(segment -> strangers.remove(SegmentPaths.data(segment)));
        long sealed = listed.isEmpty() ? 0 : listed.getLast().toSeq();
        strangers.removeIf(path -> SealedObject.parse(origin, path)
                .filter(object -> !object.origin().equals(origin) || object.fromSeq() >= sealed)
                .isPresent());
        strangers.forEach(path -> findings.add(
                new IntegrityFinding(origin, path, "an object that a manifest names, or none", "one that none does")));
    }

    private List<Segment> listed(Origin origin, List<IntegrityFinding> findings) {
        List<Segment> listed = new ArrayList<>();
        for (String path : paths(SegmentPaths.manifests(origin))) {
            try {
                listed.add(SegmentPaths.segment(origin, path));
            } catch (SegmentFault e) {
                findings.add(e.asFinding());
            }
        }
        listed.sort(Comparator.comparingLong(Segment::fromSeq).thenComparingLong(Segment::toSeq));
        return listed;
    }

    private List<String> paths(String prefix) {
        List<String> paths = new ArrayList<>();
        List<ArchiveStore.Listed> some = List.of();
        do {
            some = archive.list(prefix, paths.isEmpty() ? "" : paths.getLast(), ArchiveStore.MOST_AT_ONCE);
            some.forEach(listed -> paths.add(listed.path()));
        } while (some.size() == ArchiveStore.MOST_AT_ONCE);
        return paths;
    }

    /** Segments follow one another; where one does not, what lies between is sealed again. */
    private void closeGaps(
            Origin origin, Instant from, List<Segment> listed, List<IntegrityFinding> findings, Deadline deadline) {
        long seq = 0;
        long begin = 0;
        for (Segment segment : listed) {
            if (segment.fromSeq() != seq && isKept(segment, from) && deadline.allows(STEP)) {
                findings.add(new IntegrityFinding(
                        origin,
                        SegmentPaths.manifests(origin),
                        "the manifest of a segment from entry %d on".formatted(seq),
                        "one of entries %d to %d".formatted(segment.fromSeq(), segment.toSeq())));
                boolean isGap = segment.fromSeq() > seq;
                long end = isGap ? segment.fromSeq() : segment.toSeq();
                seq = Math.max(seq, sealAgain(origin, isGap ? seq : begin, end, findings));
            }
            begin = segment.fromSeq() >= seq ? segment.fromSeq() : begin;
            seq = Math.max(seq, segment.toSeq());
        }
    }

    private Optional<IntegrityFinding> find(Segment segment, Set<String> objects, boolean isWhole) {
        if (isWhole) {
            return read(segment);
        }
        String path = SegmentPaths.data(segment);
        return objects.contains(path)
                ? Optional.empty()
                : Optional.of(new IntegrityFinding(
                        segment.origin(), path, "the object of a sealed segment", SegmentFault.Kind.MISSING.name()));
    }

    private Optional<IntegrityFinding> read(Segment segment) {
        List<Hash> leaves = new ArrayList<>(segment.entries());
        try {
            segments.read(segments.manifest(segment), segment.fromSeq(), (chunk, entries) -> {
                for (LoggedEntry entry : entries) {
                    leaves.add(entry.leaf().hash());
                }
                return true;
            });
            Hash root = Frontier.EMPTY.appendAll(leaves).root();
            if (!root.equals(segment.root())) {
                return Optional.of(new IntegrityFinding(
                        segment.origin(),
                        SegmentPaths.data(segment),
                        segment.root().hex(),
                        root.hex()));
            }
            signed.apply(segment.origin())
                    .ifPresent(checkpoint -> new SignedTree(log, checkpoint).require(segment.fromSeq(), leaves));
            return Optional.empty();
        } catch (SegmentFault e) {
            return Optional.of(e.asFinding());
        } catch (ChainBroken e) {
            return Optional.of(new IntegrityFinding(
                    segment.origin(), SegmentPaths.data(segment), "entries of the signed tree", e.finding()));
        }
    }

    /**
     * What was sealed in its place is checked against the tree: so other manifests of that range are wrong.
     *
     * @return where that ends; or the end of the range if it can't be sealed again
     */
    private long sealAgain(Origin origin, long fromSeq, long toSeq, List<IntegrityFinding> findings) {
        try {
            List<Segment> sealed = sealer.sealAgain(origin, fromSeq, toSeq);
            long end = sealed.getLast().toSeq();
            List<String> others = listed(origin, new ArrayList<>()).stream()
                    .filter(segment -> segment.fromSeq() < end && segment.toSeq() > fromSeq)
                    .filter(segment -> !sealed.contains(segment))
                    .map(SegmentPaths::manifest)
                    .toList();
            if (!others.isEmpty()) {
                archive.delete(others);
            }
            return end;
        } catch (ChainBroken e) {
            findings.add(new IntegrityFinding(
                    origin,
                    "segments of entries %d to %d".formatted(fromSeq, toSeq),
                    "blocks to seal them again from",
                    e.finding()));
            return toSeq;
        }
    }
}
