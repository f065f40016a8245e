package io.certtrail.domain.chain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A state of {@link RuleModel}. Sets of items and events are bit masks.
 *
 * @param blocks the chain; HEAD says how many there are
 * @param ids the first events of runs, and the events of none, that have an id item
 * @param outbox the items that wait
 * @param recorded the items that were ever put
 * @param requests commits that were sent and may take effect
 * @param writers the two of them
 * @param crashes how many more may happen
 */
record RuleState(
        List<Block> blocks,
        int ids,
        int outbox,
        int recorded,
        Set<Request> requests,
        List<Writer> writers,
        int crashes) {
    static final int WRITERS = 2;

    /** Whoever sent it does not wait for it any more. */
    private static final int NOBODY = -1;

    /** A block of one run, or of one event of none. */
    record Block(int events, int finished, int writer) {}

    /** A commit of block n. */
    record Request(int n, int events, int finished, int writer) {}

    /** Where a writer stands. */
    enum At {
        READ_HEAD,
        READ_ITEM,
        LOOK_UP,
        CHOOSE,
        WAIT
    }

    /**
     * A writer.
     *
     * @param n the number of the next block
     * @param finishing calls left to finish block n-1: ids, then deletes
     * @param supply the items that were read and not logged yet
     * @param known the first events of runs, and the events of none, among them that are in the chain
     * @param next the item to read, or the event to look up, next
     * @param events what was sent
     * @param finished the items that are done with it
     */
    record Writer(At at, int n, int finishing, int supply, int known, int next, int events, int finished) {
        static final Writer IDLE = new Writer(At.READ_HEAD, 0, 0, 0, 0, 0, 0, 0);

        boolean isFinished() {
            return finishing == 0;
        }

        Writer startingAt(int size, boolean withoutFinishing) {
            return new Writer(At.READ_ITEM, size, size == 0 || withoutFinishing ? 0 : 2, 0, 0, 0, 0, 0);
        }

        Writer reading(int outbox, int items) {
            int read = supply | (outbox & (1 << next));
            boolean last = next + 1 == items;
            return new Writer(last ? At.LOOK_UP : At.READ_ITEM, n, finishing, read, 0, last ? 0 : next + 1, 0, 0);
        }

        Writer lookingUp(int ids, int events) {
            int found = known | (ids & (1 << next));
            boolean last = next + 1 == events;
            return new Writer(last ? At.CHOOSE : At.LOOK_UP, n, finishing, supply, found, last ? 0 : next + 1, 0, 0);
        }

        Writer dropping(int items) {
            return new Writer(At.CHOOSE, n, finishing, supply & ~items, known, 0, 0, 0);
        }

        Writer readingAgain() {
            return new Writer(At.READ_ITEM, n, finishing, 0, 0, 0, 0, 0);
        }

        Writer waiting(int sent, int done) {
            return new Writer(At.WAIT, n, finishing, supply, known, 0, sent, done);
        }

        Writer won(int logged) {
            return new Writer(At.CHOOSE, n + 1, 2, supply & ~finished, known | logged, 0, 0, 0);
        }

        Writer carryingOn(int size) {
            return new Writer(At.CHOOSE, size, size == 0 ? 0 : 2, supply, known, 0, 0, 0);
        }

        Writer finishedOneStep() {
            return new Writer(at, n, finishing - 1, supply, known, next, events, finished);
        }
    }

    static RuleState start(int crashes) {
        return new RuleState(List.of(), 0, 0, 0, Set.of(), List.of(Writer.IDLE, Writer.IDLE), crashes);
    }

    Writer writer(int w) {
        return writers.get(w);
    }

    RuleState with(int w, Writer writer) {
        List<Writer> changed = new ArrayList<>(writers);
        changed.set(w, writer);
        return new RuleState(blocks, ids, outbox, recorded, requests, List.copyOf(changed), crashes);
    }

    RuleState recording(int item) {
        return new RuleState(blocks, ids, outbox | 1 << item, recorded | 1 << item, requests, writers, crashes);
    }

    RuleState withIds(int more) {
        return new RuleState(blocks, ids | more, outbox, recorded, requests, writers, crashes);
    }

    RuleState withoutItems(int items) {
        return new RuleState(blocks, ids, outbox & ~items, recorded, requests, writers, crashes);
    }

    RuleState sending(int w, Writer writer, int events, int finished) {
        Set<Request> more = new HashSet<>(requests);
        more.add(new Request(writer.n(), events, finished, w));
        return new RuleState(blocks, ids, outbox, recorded, Set.copyOf(more), writers, crashes)
                .with(w, writer.waiting(events, finished));
    }

    /** The block is put. */
    RuleState committing(Request request) {
        List<Block> chain = new ArrayList<>(blocks);
        Block block = new Block(request.events(), request.finished(), request.writer());
        if (request.n() < chain.size()) {
            chain.set(request.n(), block);
        } else {
            chain.add(block);
        }
        Set<Request> left =
                requests.stream().filter(other -> !other.equals(request)).collect(Collectors.toUnmodifiableSet());
        return new RuleState(List.copyOf(chain), ids, outbox, recorded, left, writers, crashes);
    }

    /** What was sent for a place that is taken can't take effect any more. */
    RuleState withoutDeadRequests() {
        Set<Request> left =
                requests.stream().filter(sent -> sent.n() >= blocks.size()).collect(Collectors.toUnmodifiableSet());
        return new RuleState(blocks, ids, outbox, recorded, left, writers, crashes);
    }

    /** What this writer has sent may take effect still; it won't know it for its own. */
    RuleState orphaning(int w) {
        Set<Request> orphans = requests.stream()
                .map(sent -> sent.writer() == w ? new Request(sent.n(), sent.events(), sent.finished(), NOBODY) : sent)
                .collect(Collectors.toUnmodifiableSet());
        List<Block> chain = blocks.stream()
                .map(block -> block.writer() == w ? new Block(block.events(), block.finished(), NOBODY) : block)
                .toList();
        return new RuleState(chain, ids, outbox, recorded, orphans, writers, crashes);
    }

    RuleState dying(int w) {
        RuleState dead = orphaning(w).with(w, Writer.IDLE);
        return new RuleState(dead.blocks, ids, outbox, recorded, dead.requests, dead.writers, crashes - 1);
    }
}
