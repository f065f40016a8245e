package io.certtrail.domain.chain;

import io.certtrail.domain.time.Pause;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.block.BlockBody;
import io.certtrail.ledger.block.NextBlock;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.entry.Seed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Writes the blocks of chains by the rule of ledger.md §3. Right with any number of writers on one chain; all that it
 * keeps from one block to the next is the HEAD that its own commit made, and the next commit checks that.
 *
 * <p>Safe for use by many threads; a {@link Session} is one thread's.
 */
public final class BlockWriter {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final int LONGEST_PAUSE_AFTER = 7;

    /** Commits in a row whose outcome could not be known, before it is somebody else's turn. */
    private static final int MOST_UNKNOWN = 5;

    private final ChainWriter chain;
    private final OutboxDrain outbox;
    private final ChainEvents events;
    private final Clock clock;
    private final RandomGenerator random;
    private final Pause pause;
    private final Settler settler;

    /** @param random must be a {@link java.security.SecureRandom} outside tests: seeds are made from it */
    public BlockWriter(
            ChainWriter chain,
            OutboxDrain outbox,
            ChainEvents events,
            Clock clock,
            RandomGenerator random,
            Pause pause) {
        this.chain = chain;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
        this.random = random;
        this.pause = pause;
        this.settler = new Settler(chain, outbox);
    }

    Session session(Origin origin) {
        return new Session(origin);
    }

    /** One writer at work on one chain. */
    final class Session {
        private final Origin origin;
        private final Map<String, RuntimeException> setAside = new HashMap<>();
        private @Nullable Head last;
        private int lost;
        private int unknown;
        private long blocks;
        private long entries;

        private Session(Origin origin) {
            this.origin = origin;
        }

        long blocks() {
            return blocks;
        }

        long entries() {
            return entries;
        }

        /** What could not even go to quarantine was passed by; now that the rest is logged, it is told. */
        void throwWhatWasSetAside() {
            for (RuntimeException failure : setAside.values()) {
                throw failure;
            }
        }

        /**
         * Writes the next block, or less: after it, look again.
         *
         * @return false if nothing waits
         */
        boolean step() {
            Head head = last == null ? chain.head(origin).orElseThrow(() -> new HeadMissing(origin)) : last;
            settler.settle(head);
            last = head;
            List<OutboxItem> items = outbox.read(origin.tenant(), Block.MAX_ENTRIES).stream()
                    .filter(item -> !setAside.containsKey(item.key()))
                    .toList();
            if (items.isEmpty()) {
                return false;
            }
            quarantine(items);
            List<OutboxItem.Bundle> bundles = enough(items);
            if (!bundles.isEmpty()) {
                log(head, bundles);
            }
            return true;
        }

        private void quarantine(List<OutboxItem> items) {
            for (OutboxItem item : items) {
                if (item instanceof OutboxItem.Unreadable unreadable) {
                    try {
                        outbox.quarantine(origin.tenant(), unreadable, events.quarantined(origin, unreadable));
                    } catch (RuntimeException e) {
                        setAside.put(item.key(), e);
                    }
                }
            }
        }

        private void log(Head head, List<OutboxItem.Bundle> bundles) {
            List<UUID> ids = bundles.stream()
                    .flatMap(bundle -> bundle.events().stream())
                    .map(Event::id)
                    .toList();
            Set<UUID> known = chain.positions(origin, ids).keySet();
            Batch batch = Batch.choose(bundles, known, Block.MAX_ENTRIES);
            if (!batch.logged().isEmpty()) {
                outbox.delete(origin.tenant(), batch.logged());
            }
            if (batch.events().isEmpty()) {
                return;
            }
            List<LoggedEntry> fitting =
                    BlockBody.pack(entries(head, batch.events())).entries();
            Batch fitted = Batch.choose(bundles, known, fitting.size());
            commit(Block.next(
                    origin,
                    head.n() + 1,
                    head.frontier(),
                    head.blockHash(),
                    fitting,
                    fitted.finished(),
                    new UUID(random.nextLong(), random.nextLong())));
        }

        private List<LoggedEntry> entries(Head head, List<Event> batch) {
            Instant now = LedgerTime.of(clock.instant());
            Instant time = now.isBefore(head.lastTime()) ? head.lastTime() : now;
            List<LoggedEntry> logged = new ArrayList<>(batch.size());
            for (Event event : batch) {
                logged.add(new LoggedEntry(head.size() + logged.size(), event.at(time), Seed.fresh(random)));
            }
            return logged;
        }

        private void commit(NextBlock next) {
            Block block = next.block();
            Head head = new Head(origin, block.n(), next.after(), block.blockHash(), block.lastTime());
            if (!wins(block, head)) {
                last = null;
                pause.of(Duration.ofNanos(random.nextLong(pauseAfter(lost++).toNanos())));
                return;
            }
            last = head;
            lost = 0;
            blocks++;
            entries += block.count();
            settler.settleOwn(block);
        }

        private boolean wins(Block block, Head head) {
            try {
                boolean won = chain.commit(block, head);
                unknown = 0;
                return won;
            } catch (OutcomeUnknown e) {
                if (isOurs(block)) {
                    unknown = 0;
                    return true;
                }
                if (++unknown > MOST_UNKNOWN) {
                    throw e;
                }
                return false;
            }
        }

        private boolean isOurs(Block block) {
            return chain.block(origin, block.n())
                    .map(found -> found.writer().equals(block.writer()))
                    .orElse(false);
        }
    }

    /** The bundles from the first on that hold enough for a block. */
    private static List<OutboxItem.Bundle> enough(List<OutboxItem> items) {
        List<OutboxItem.Bundle> bundles = new ArrayList<>();
        int found = 0;
        for (OutboxItem item : items) {
            if (found < Block.MAX_ENTRIES && item instanceof OutboxItem.Bundle bundle) {
                bundles.add(bundle);
                found += bundle.events().size();
            }
        }
        return bundles;
    }

    /** The longest that a writer waits which lost so often in a row; how long it does wait is drawn. */
    private static Duration pauseAfter(int lost) {
        return lost >= LONGEST_PAUSE_AFTER ? LONGEST_PAUSE : FIRST_PAUSE.multipliedBy(1L << lost);
    }
}
