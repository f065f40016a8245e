package io.certtrail.domain.segments;

import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Position;
import io.certtrail.domain.integrity.IntegrityFinding;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Holds the {@link PrunedMark} of a chain against the chain, whose entry of that pruning nobody can make afterwards: so
 * whoever takes contents away can't excuse it by a mark.
 */
record PrunedCheck(ArchiveStore archive, ChainReader chain) {
    /**
     * From when on contents have to be there.
     *
     * @param byRetention what was recorded before this has expired by what is set now
     * @param findings gets it, if a mark goes beyond that and is not as it was written, or no entry says the same
     */
    Instant keptFrom(Origin origin, Instant byRetention, List<IntegrityFinding> findings) {
        Optional<PrunedMark> mark = new PrunedMarks(archive).of(origin);
        if (mark.isEmpty()) {
            if (archive.read(SegmentPaths.pruned(origin)).isPresent()) {
                findings.add(finding(origin, "how far it was pruned", "another form"));
            }
            return byRetention;
        }
        // What has expired anyway needs no excuse: the entry may not be in the chain yet.
        if (!mark.get().keptFrom().isAfter(byRetention)) {
            return byRetention;
        }
        Optional<String> wrong = wrong(origin, mark.get());
        wrong.ifPresent(found -> findings.add(finding(
                origin,
                "%s up to entry %d in the chain"
                        .formatted(PrunedMark.ACTION, mark.get().toSeq()),
                found)));
        return wrong.isPresent() ? byRetention : mark.get().keptFrom();
    }

    private Optional<String> wrong(Origin origin, PrunedMark mark) {
        Position position =
                chain.positions(origin, List.of(mark.entryId(origin))).get(mark.entryId(origin));
        if (position == null) {
            return Optional.of("no such entry");
        }
        // The id says the rest, once the block has gone.
        boolean isOther = chain.block(origin, position.n())
                .filter(block -> !says(block, position.seq(), mark))
                .isPresent();
        return isOther
                ? Optional.of("entry %d, which says something else".formatted(position.seq()))
                : wrongDay(origin, mark);
    }

    private static boolean says(Block block, long seq, PrunedMark mark) {
        return block.entries().stream()
                .filter(logged -> logged.seq() == seq)
                .map(LoggedEntry::entry)
                .anyMatch(entry -> entry.action().equals(PrunedMark.ACTION)
                        && entry.details().get("toSeq") instanceof Json.Num(long toSeq)
                        && toSeq == mark.toSeq());
    }

    private Optional<String> wrongDay(Origin origin, PrunedMark mark) {
        boolean isLastOfItsDay = new Segments(archive)
                .from(origin, mark.toSeq() - 1).stream()
                        .limit(1)
                        .anyMatch(segment -> segment.toSeq() == mark.toSeq()
                                && segment.day().plusDays(1).equals(mark.firstDay()));
        return isLastOfItsDay ? Optional.empty() : Optional.of("the first day that is kept as " + mark.firstDay());
    }

    private static IntegrityFinding finding(Origin origin, String expected, String found) {
        return new IntegrityFinding(origin, SegmentPaths.pruned(origin), expected, found);
    }
}
