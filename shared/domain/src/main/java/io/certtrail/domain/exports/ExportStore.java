package io.certtrail.domain.exports;

import io.certtrail.ledger.entry.Event;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where exports are kept. Duties of every implementation:
 *
 * <ul>
 *   <li>Durability: a change is durable when the method returns.
 *   <li>Atomicity: a change, the events that go with it and the export's place in the list of unfinished ones are one
 *       transaction; there is never one without the others.
 *   <li>Consistency: every read sees every change that returned before it began.
 *   <li>Retry: a call that threw may still have changed the store. The caller reads the export again: only if its
 *       revision is the one it had before was nothing changed.
 *   <li>Safe for use by many threads and processes at once.
 * </ul>
 */
public interface ExportStore {
    /** For so long who asks for the same is given the export from before. */
    Duration SAME_FOR = Duration.ofDays(1);

    /**
     * Puts a new export in, and lists it as unfinished.
     *
     * @throws IllegalStateException if there is one of that id that is not the same
     */
    void create(Export export);

    /**
     * The same, unless the same was asked for before ({@link Asked#sameAs}), less than {@link #SAME_FOR} ago, and did not
     * fail. Of several at once that ask for the same, one creates it.
     *
     * @return what is there: the new export or the one from before
     */
    Export createOrFind(Export export);

    /**
     * Puts {@code next} in place of its revision before, if that is what the store holds.
     *
     * @param next of a revision at least 2; in a final state it is no longer listed as unfinished
     * @param events recorded with it; may be empty
     * @return false if the store holds another revision, and nothing was changed
     */
    boolean replace(Export next, List<Event> events);

    Optional<Export> find(String tenant, UUID id);

    /**
     * A tenant's exports, newest first.
     *
     * @param limit at least 1
     */
    List<Export> newest(String tenant, int limit);

    /** Those that are older than the export of that id, newest first; that one need not exist. */
    List<Export> olderThan(String tenant, UUID id, int limit);

    /** The ids of a tenant's exports that are neither ready nor failed, oldest first. */
    List<UUID> unfinished(String tenant, int limit);
}
