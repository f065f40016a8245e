package io.certtrail.domain.chain;

import io.certtrail.domain.ids.RunIds;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LoggedEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What one id item says: where a run stands ({@link RunIds}), or an entry whose id is of none. A run stands whole and
 * without a gap in one block (docs/decisions/runs.md).
 *
 * @param first the run's first id, or the entry's own
 * @param count how many ids
 * @param at where the first of them stands
 */
public record Stretch(UUID first, int count, Position at) {
    public Stretch {
        if (RunIds.goesOn(first) || count < 1 || count > most(first)) {
            throw new IllegalArgumentException("no stretch begins with %s and has %d ids".formatted(first, count));
        }
    }

    private static int most(UUID first) {
        return RunIds.isOne(first) ? RunIds.MOST : 1;
    }

    /** Where the entry with this id stands; empty if it is none of these. */
    public Optional<Position> of(UUID id) {
        int index = RunIds.index(id);
        return RunIds.first(id).equals(first) && index < count
                ? Optional.of(new Position(at.seq() + index, at.n()))
                : Optional.empty();
    }

    /**
     * All of a block.
     *
     * @throws ChainBroken if it holds a part of a run
     */
    public static List<Stretch> all(Block block) {
        List<List<LoggedEntry>> runs;
        try {
            runs = split(block.entries(), logged -> logged.entry().id());
        } catch (IllegalArgumentException e) {
            throw new ChainBroken(block.origin(), "block %d: %s".formatted(block.n(), e.getMessage()), e);
        }
        return runs.stream()
                .map(run -> new Stretch(
                        run.getFirst().entry().id(),
                        run.size(),
                        new Position(run.getFirst().seq(), block.n())))
                .toList();
    }

    /**
     * Events, run by run, and one by one where they are of none.
     *
     * @throws IllegalArgumentException if a run does not begin with its first id, or has a gap
     */
    static List<List<Event>> split(List<Event> events) {
        return split(events, Event::id);
    }

    private static <T> List<List<T>> split(List<T> all, Function<T, UUID> idOf) {
        List<List<T>> runs = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= all.size(); i++) {
            if (i == all.size() || !RunIds.goesOn(idOf.apply(all.get(i)))) {
                requireRun(all.subList(from, i), idOf);
                runs.add(all.subList(from, i));
                from = i;
            }
        }
        return runs;
    }

    private static <T> void requireRun(List<T> run, Function<T, UUID> idOf) {
        UUID first = idOf.apply(run.getFirst());
        for (int i = 0; i < run.size(); i++) {
            UUID id = idOf.apply(run.get(i));
            if (!RunIds.first(id).equals(first) || RunIds.index(id) != i) {
                throw new IllegalArgumentException(
                        "%s stands where id %d of the run of %s was expected".formatted(id, i, RunIds.first(id)));
            }
        }
    }
}
