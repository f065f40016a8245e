package io.certtrail.domain.restore;

import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.chain.ChainEvents;
import io.certtrail.domain.chain.ChainOpener;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.contents.Contents;
import io.certtrail.domain.publish.LogStore;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.tenants.Tenants;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.NoteException;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.checkpoint.SignedNote;
import io.certtrail.ledger.checkpoint.VerifierKey;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.merkle.Tiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Begins the next incarnation of a tenant's tree, after its tables were restored from a backup: the old one was signed
 * further than they go, so it can't go on, and its numbers are never used again (ledger.md §2). Entry 0 of the new one
 * names the last checkpoint of the old one that was signed and published. Repeatable, also after a crash.
 *
 * <p>Nothing else may write meanwhile: the other functions are stopped first.
 */
public final class Incarnations {
    private static final int BLOCKS_AT_ONCE = 16;

    /** As many of the largest entries, 64 KiB each, as one call of the outbox takes. */
    private static final int MOST_AT_ONCE = 25;

    private final ChainOpener opener;
    private final Contents contents;
    private final ChainReader chain;
    private final Tenants tenants;
    private final Outbox outbox;
    private final LogStore store;
    private final Function<Origin, List<VerifierKey>> keys;

    /**
     * Begins incarnations.
     *
     * @param contents of the restored chains; nothing of them counts as expired
     * @param keys those that sign a log's checkpoints now
     */
    public Incarnations(
            ChainOpener opener,
            Contents contents,
            Tenants tenants,
            Outbox outbox,
            LogStore store,
            Function<Origin, List<VerifierKey>> keys) {
        this.opener = opener;
        this.contents = contents;
        this.chain = contents.chain();
        this.tenants = tenants;
        this.outbox = outbox;
        this.store = store;
        this.keys = keys;
    }

    /**
     * What was begun, or had been.
     *
     * @param kept how many entries of the old tree the tables still hold
     * @param recordedAgain how many that were logged after the restore, and never signed, were recorded for the new tree
     */
    public record Begun(Tenant tenant, long kept, long recordedAgain) {}

    /**
     * Begins it.
     *
     * @param last the incarnation that is to be followed: the operator says it, so that a repeated call is not a new one
     * @param forced whether it is begun also if nothing of the old one is missing
     * @throws IllegalArgumentException if {@code last} is not the tenant's last incarnation
     * @throws IllegalStateException if the chain still goes on from what was published
     * @throws ChainBroken if what is published is not signed by the log's keys
     */
    public Begun after(Origin last, boolean forced) {
        Origin found = lastOf(last);
        if (found.equals(last.next()) && isAfter(found, last)) {
            return new Begun(registered(found), 0, 0);
        }
        if (!found.equals(last)) {
            throw new IllegalArgumentException(
                    "after: expected the last incarnation, %s, found %s".formatted(found, last));
        }
        Optional<Checkpoint> signed = signed(last);
        Remains remains = Remains.of(contents, store, last, signed);
        boolean isWhole = signed.isPresent()
                ? remains.entries() == signed.get().size()
                : chain.head(last).isPresent();
        if (isWhole && !forced) {
            throw new IllegalStateException(
                    "%s still goes on from what was published, %d entries: nothing was lost, so nothing is begun"
                            .formatted(last, signed.map(Checkpoint::size).orElse(0L)));
        }
        opener.openAfter(new ChainEvents.Previous(last, signed.orElse(null)));
        long again = recordAgain(last, remains);
        return new Begun(registered(last.next()), remains.entries(), again);
    }

    /** The registry may be as old as the tables: what is published has happened. */
    private Origin lastOf(Origin named) {
        Origin origin = tenants.find(named.tenant())
                .map(Tenant::origin)
                .filter(known -> known.logName().equals(named.logName()))
                .orElseThrow(() -> new IllegalArgumentException("there is no ledger of " + named));
        while (store.read(origin.next(), Tiles.CHECKPOINT_PATH).isPresent()) {
            origin = origin.next();
        }
        return origin;
    }

    private boolean isAfter(Origin origin, Origin previous) {
        return chain.head(origin)
                .map(head -> contents.reading(head).at(0).entry().details())
                .filter(details -> Json.of(previous.text()).equals(details.get("previousOrigin")))
                .isPresent();
    }

    private Tenant registered(Origin origin) {
        return opener.register(origin);
    }

    private Optional<Checkpoint> signed(Origin origin) {
        return store.read(origin, Tiles.CHECKPOINT_PATH)
                .map(object -> verified(origin, new String(object.content(), StandardCharsets.UTF_8)));
    }

    private Checkpoint verified(Origin origin, String text) {
        try {
            SignedNote note = SignedNote.parse(text);
            List<VerifierKey> _ = note.verify(keys.apply(origin));
            return Checkpoint.parse(note.text());
        } catch (NoteException | IllegalArgumentException e) {
            throw new ChainBroken(origin, "the published checkpoint is not signed by its keys: " + e.getMessage(), e);
        }
    }

    /**
     * What was logged after the restore, and was never signed since the old tree could not go on, was acknowledged all the
     * same: it is recorded for the new tree, with its ids, so that a repetition is logged once.
     */
    private long recordAgain(Origin last, Remains remains) {
        long again = 0;
        for (long n = remains.agreeing(); n < remains.blocks(); n += BLOCKS_AT_ONCE) {
            for (Block block : chain.blocks(last, n, Math.min(remains.blocks(), n + BLOCKS_AT_ONCE))) {
                List<Event> events = block.entries().stream()
                        .map(LoggedEntry::entry)
                        .filter(entry -> !entry.action().equals("ledger.opened"))
                        .map(Entry::event)
                        .toList();
                record(last.tenant(), events);
                again += events.size();
            }
        }
        return again;
    }

    private void record(String tenant, List<Event> events) {
        for (int from = 0; from < events.size(); from += MOST_AT_ONCE) {
            outbox.record(tenant, events.subList(from, Math.min(events.size(), from + MOST_AT_ONCE)));
        }
    }
}
