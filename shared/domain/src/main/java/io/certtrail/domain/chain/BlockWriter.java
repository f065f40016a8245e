package io.certtrail.domain.chain;

import io.certtrail.domain.time.Pause;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.block.BlockBody;
import io.certtrail.ledger.block.NextBlock;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.EntryLimits;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.entry.Seed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Writes the blocks of chains by the rule of ledger.md §3. Right with any number of writers on one chain; what it keeps
 * from one block to the next is the HEAD that its own commit made, and what it had read: the next commit checks both.
 *
 * <p>A block is finished while the next is being built, and before it is committed. Safe for use by many threads; a
 * {@link Session} is one thread's.
 */
public final class BlockWriter {
    /** Blocks that one reading of the outbox may serve; few, so that what is read is not long in memory. */
    private static final int BLOCKS_A_READING = 8;

    /** So many bytes of entries one reading is meant to bring at most, beyond those of one block. */
    private static final long READING_BYTES = 4 << 20;

    /**
     * How long after a block the next one waits for more to come, if it would hold fewer than {@value #FEW}: a block costs
     * some four write units however little it holds, and so does all that it wakes. A first block never waits.
     */
    private static final Duration GATHERING = Duration.ofMillis(80);

    private static final int FEW = 8;

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
    private final Aside aside;

    /** A writer that does one thing after the other, in its caller's thread. */
    public BlockWriter(
            ChainWriter chain,
            OutboxDrain outbox,
            ChainEvents events,
            Clock clock,
            RandomGenerator random,
            Pause pause) {
        this(chain, outbox, events, clock, random, pause, Aside.AT_ONCE);
    }

    /**
     * A writer that finishes a block while it builds the next.
     *
     * @param random must be a {@link java.security.SecureRandom} outside tests: seeds are made from it
     * @param aside runs what finishes a block
     */
    public BlockWriter(
            ChainWriter chain,
            OutboxDrain outbox,
            ChainEvents events,
            Clock clock,
            RandomGenerator random,
            Pause pause,
            Aside aside) {
        this.chain = chain;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
        this.random = random;
        this.pause = pause;
        this.settler = new Settler(chain, outbox);
        this.aside = aside;
    }

    Session session(Origin origin) {
        return new Session(origin);
    }

    /** One writer at work on one chain. */
    final class Session {
        private final Origin origin;
        private final Intake intake;
        private Supply supply = Supply.NOTHING;
        private @Nullable Head last;
        private @Nullable Instant committed;
        private Runnable finished = () -> {};
        private int reading = Block.MAX_ENTRIES;
        private int lost;
        private int unknown;
        private long blocks;
        private long entries;

        private Session(Origin origin) {
            this.origin = origin;
            this.intake = new Intake(chain, outbox, events, origin);
        }

        long blocks() {
            return blocks;
        }

        long entries() {
            return entries;
        }

        void throwWhatWasSetAside() {
            intake.throwWhatWasSetAside();
        }

        /**
         * Writes the next block, or less: after it, look again.
         *
         * @return false if nothing waits; then all is finished
         */
        boolean step() {
            Head head = last == null ? newest() : last;
            if (!supply.fillsABlock()) {
                finish();
                supply = intake.read(reading);
                if (supply.hasFewerThan(FEW) && gather()) {
                    supply = intake.read(reading);
                }
            }
            if (supply.isEmpty()) {
                return false;
            }
            log(head);
            return true;
        }

        /** Waits, unless the last block is some time ago. */
        private boolean gather() {
            Duration since = committed == null ? GATHERING : Duration.between(committed, clock.instant());
            if (since.isNegative() || since.compareTo(GATHERING) >= 0) {
                return false;
            }
            pause.of(GATHERING.minus(since));
            return true;
        }

        /** The chain's end, with its last block finished, whoever wrote it. */
        private Head newest() {
            Head head = chain.head(origin).orElseThrow(() -> new HeadMissing(origin));
            settler.settle(head);
            last = head;
            return head;
        }

        /** Waits until the last block of ours is finished. */
        void finish() {
            finished.run();
        }

        private void log(Head head) {
            Batch batch = supply.next(Block.MAX_ENTRIES);
            if (!batch.logged().isEmpty()) {
                outbox.delete(origin.tenant(), batch.logged());
                supply.drop(batch.logged());
            }
            if (batch.events().isEmpty()) {
                return;
            }
            List<LoggedEntry> all = entries(head, batch.events());
            List<LoggedEntry> fitting = BlockBody.fitting(all);
            Batch fitted = supply.next(fitting.size());
            List<LoggedEntry> whole = all.subList(0, fitted.events().size());
            NextBlock next = Block.next(
                    origin,
                    head.n() + 1,
                    head.frontier(),
                    head.blockHash(),
                    whole,
                    fitted.finished(),
                    new UUID(random.nextLong(), random.nextLong()));
            finish();
            if (commit(next)) {
                supply.logged(fitted, whole.size() < all.size());
                reading = readingFor(whole);
            }
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

        private boolean commit(NextBlock next) {
            Block block = next.block();
            Head head = new Head(origin, block.n(), next.after(), block.blockHash(), block.lastTime());
            if (!wins(block, head)) {
                last = null;
                supply = Supply.NOTHING;
                pause.of(Duration.ofNanos(random.nextLong(pauseAfter(lost++).toNanos())));
                return false;
            }
            last = head;
            committed = clock.instant();
            lost = 0;
            blocks++;
            entries += block.count();
            finished = aside.start(() -> settler.settleOwn(block));
            return true;
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

    /** How many events to ask for next: several blocks, if they are like these. */
    private static int readingFor(List<LoggedEntry> block) {
        long bytes = block.stream()
                .mapToLong(logged -> EntryLimits.bytes(logged.entry()))
                .sum();
        long fitting = READING_BYTES * block.size() / bytes;
        return (int) Math.clamp(fitting, Block.MAX_ENTRIES, (long) BLOCKS_A_READING * Block.MAX_ENTRIES);
    }

    /** The longest that a writer waits which lost so often in a row; how long it does wait is drawn. */
    private static Duration pauseAfter(int lost) {
        return lost >= LONGEST_PAUSE_AFTER ? LONGEST_PAUSE : FIRST_PAUSE.multipliedBy(1L << lost);
    }
}
