package io.certtrail.domain.chain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A model of the rule of ledger.md §3 as {@link BlockWriter} keeps it, and a search through all that can happen to it:
 * two writers on one chain, events recorded at any time, a writer that dies anywhere, commits that take effect late, or
 * without an answer, or again. A block holds one run, or one event of none, so that a bundle of two goes over two blocks.
 * A run is looked up, remembered and given an id item by its first event.
 *
 * <p>A step is one call: between two of them anything else may happen. What the code does without a call in between is
 * one step.
 */
final class RuleModel {
    /** Clauses that are left out, to see that the search finds what comes of it. */
    enum Without {
        /** Clause 1: the last block is not finished before the next is built. */
        FINISHING_THE_LAST,
        /** Clause 1: one's own block is not finished before one's next is committed. */
        WAITING_FOR_ONES_OWN,
        /** Clause 2: id items are not looked at. */
        LOOKING_AT_IDS,
        /** What was read for one block and logged in it is not remembered for the next. */
        REMEMBERING_ONES_OWN,
        /** Clause 3: who lost goes on with what was read before. */
        THROWING_AWAY,
        /** The condition: a block is put at its place, whatever stands there. */
        THE_CONDITION,
        /** A run may go over several blocks, and is still looked up by its first id alone. */
        RUNS_WHOLE_IN_A_BLOCK,
        /** Callers may use ids of a run that was made for another request. */
        IDS_THAT_NO_CALLER_USES
    }

    /** The events of each outbox item, by their numbers. Item 1 is a retry of the first event of item 0. */
    private final int[][] items;

    private final int events;

    /** The first event of each event's run; an event of none is its own. */
    private final int[] firsts;

    private final Set<Without> without;
    private final int crashes;

    /**
     * A model.
     *
     * @param items the events of each outbox item
     * @param firsts the first event of each event's run
     */
    RuleModel(int[][] items, int[] firsts, int crashes, Set<Without> without) {
        this.items = items;
        this.events = firsts.length;
        this.firsts = firsts;
        this.crashes = crashes;
        this.without = without.isEmpty() ? EnumSet.noneOf(Without.class) : EnumSet.copyOf(without);
    }

    /** What the search came to. */
    record Found(long states, boolean allLogged, Optional<List<String>> violation) {}

    /** Goes through every state that can be reached; stops at the first that violates something. */
    Found search() {
        Map<RuleState, RuleState> from = new HashMap<>();
        Map<RuleState, String> how = new HashMap<>();
        Deque<RuleState> open = new ArrayDeque<>();
        RuleState start = RuleState.start(crashes);
        from.put(start, start);
        open.add(start);
        boolean allLogged = false;
        while (!open.isEmpty()) {
            RuleState state = open.poll();
            Optional<String> violation = violation(state);
            if (violation.isPresent()) {
                return new Found(from.size(), allLogged, Optional.of(trace(state, from, how, violation.get())));
            }
            allLogged |= state.outbox() == 0 && state.recorded() == (1 << items.length) - 1;
            new Steps(state, (name, next) -> {
                        if (from.putIfAbsent(next, state) == null) {
                            how.put(next, name);
                            open.add(next);
                        }
                    })
                    .all();
        }
        return new Found(from.size(), allLogged, Optional.empty());
    }

    private static List<String> trace(
            RuleState end, Map<RuleState, RuleState> from, Map<RuleState, String> how, String violation) {
        List<String> steps = new ArrayList<>(List.of(violation));
        RuleState at = end;
        while (how.containsKey(at)) {
            steps.addFirst(Objects.requireNonNull(how.get(at)));
            at = Objects.requireNonNull(from.get(at));
        }
        return steps;
    }

    /** An event twice in the chain, or an event that was recorded and is neither in the chain nor in the outbox. */
    private Optional<String> violation(RuleState state) {
        int logged = 0;
        for (RuleState.Block block : state.blocks()) {
            if ((logged & block.events()) != 0) {
                return Optional.of("events %s are logged twice".formatted(set(logged & block.events())));
            }
            logged |= block.events();
        }
        for (int item = 0; item < items.length; item++) {
            boolean gone = (state.recorded() & ~state.outbox() & 1 << item) != 0;
            for (int event : items[item]) {
                if (gone && (logged & 1 << event) == 0) {
                    return Optional.of("event %d is lost".formatted(event));
                }
            }
        }
        return Optional.empty();
    }

    private static String set(int events) {
        return Integer.toBinaryString(events);
    }

    /** The first events of the runs of these: what is looked up, remembered, and has an id item. */
    private int firstsOf(int some) {
        int found = 0;
        for (int event = 0; event < events; event++) {
            found |= (some & 1 << event) == 0 ? 0 : 1 << firsts[event];
        }
        return found;
    }

    /** The steps that can follow a state. */
    private final class Steps {
        private final RuleState state;
        private final Sink sink;

        Steps(RuleState state, Sink sink) {
            this.state = state;
            this.sink = sink;
        }

        void all() {
            for (int item = 0; item < items.length; item++) {
                if ((state.recorded() & 1 << item) == 0) {
                    sink.add("item %d is recorded".formatted(item), state.recording(item));
                }
            }
            for (RuleState.Request request : state.requests()) {
                takeEffect(request);
            }
            for (int w = 0; w < RuleState.WRITERS; w++) {
                act(w, state.writer(w));
                if (state.crashes() > 0 && !state.writer(w).equals(RuleState.Writer.IDLE)) {
                    sink.add("writer %d dies".formatted(w), state.dying(w));
                }
            }
        }

        /** A commit reaches the store: now, late, or again. */
        private void takeEffect(RuleState.Request request) {
            if (request.n() == state.blocks().size() || without.contains(Without.THE_CONDITION)) {
                RuleState next = state.committing(request);
                sink.add(
                        "the block %s is put".formatted(request),
                        without.contains(Without.THE_CONDITION) ? next : next.withoutDeadRequests());
            }
        }

        private void act(int w, RuleState.Writer writer) {
            Consumer<UnaryOperator<RuleState.Writer>> become =
                    change -> sink.add(writer.at() + " of writer " + w, state.with(w, change.apply(writer)));
            switch (writer.at()) {
                case READ_HEAD ->
                    become.accept(
                            me -> me.startingAt(state.blocks().size(), without.contains(Without.FINISHING_THE_LAST)));
                case READ_ITEM -> {
                    if (writer.isFinished()) {
                        become.accept(me -> me.reading(state.outbox(), items.length));
                    }
                }
                case LOOK_UP ->
                    become.accept(
                            me -> me.lookingUp(without.contains(Without.LOOKING_AT_IDS) ? 0 : state.ids(), events));
                case CHOOSE -> choose(w, writer);
                case WAIT -> answer(w, writer);
            }
            finish(w, writer);
        }

        /** One call of finishing a block: its id item, or the deletes. */
        private void finish(int w, RuleState.Writer writer) {
            if (writer.isFinished()) {
                return;
            }
            RuleState.Block block = state.blocks().get(writer.n() - 1);
            boolean ids = writer.finishing() == 2;
            RuleState done = ids ? state.withIds(firstsOf(block.events())) : state.withoutItems(block.finished());
            sink.add(
                    "writer %d %s of block %d"
                            .formatted(w, ids ? "writes the id" : "deletes the items", writer.n() - 1),
                    done.with(w, writer.finishedOneStep()));
        }

        /** As {@link Batch} chooses; then the commit is sent, once the last block is finished. */
        private void choose(int w, RuleState.Writer writer) {
            Choice choice = new Choice(writer.known());
            for (int item = 0; item < items.length; item++) {
                if ((writer.supply() & 1 << item) != 0 && !choice.take(item)) {
                    break;
                }
            }
            if (choice.logged != 0) {
                sink.add(
                        "writer %d deletes what is logged: %s".formatted(w, set(choice.logged)),
                        state.withoutItems(choice.logged).with(w, writer.dropping(choice.logged)));
            } else if (choice.events == 0) {
                sink.add("writer %d has nothing left".formatted(w), state.with(w, writer.readingAgain()));
            } else if (writer.isFinished() || without.contains(Without.WAITING_FOR_ONES_OWN)) {
                sink.add(
                        "writer %d commits events %s as block %d".formatted(w, set(choice.events), writer.n()),
                        state.sending(w, writer, choice.events, choice.finished));
            }
        }

        /** What the writer learns of its commit: an answer, or none, and then what stands in its place. */
        private void answer(int w, RuleState.Writer writer) {
            boolean there = state.blocks().size() > writer.n();
            if (there && state.blocks().get(writer.n()).writer() == w) {
                sink.add(
                        "writer %d has won block %d".formatted(w, writer.n()),
                        state.orphaning(w)
                                .with(
                                        w,
                                        writer.won(
                                                without.contains(Without.REMEMBERING_ONES_OWN)
                                                        ? 0
                                                        : firstsOf(writer.events()))));
            } else {
                RuleState gaveUp = state.orphaning(w);
                sink.add(
                        "writer %d %s block %d".formatted(w, there ? "has lost" : "gives up on", writer.n()),
                        gaveUp.with(
                                w,
                                without.contains(Without.THROWING_AWAY)
                                        ? writer.carryingOn(state.blocks().size())
                                        : RuleState.Writer.IDLE));
            }
        }
    }

    /** The run, or the event, that the next block holds. */
    private final class Choice {
        private final int known;
        private int events;
        private int finished;
        private int logged;

        Choice(int known) {
            this.known = known;
        }

        /** Takes what is left of an item; false if it does not fit in whole. */
        boolean take(int item) {
            boolean fresh = false;
            for (int event : items[item]) {
                if ((known & 1 << firsts[event]) != 0) {
                    continue;
                }
                fresh = true;
                if (events != 0 && !goesOn(event)) {
                    return false;
                }
                events |= 1 << event;
            }
            if (fresh) {
                finished |= 1 << item;
            } else {
                logged |= 1 << item;
            }
            return true;
        }

        /** Whether an event is of the run that was chosen, or is the one. */
        private boolean goesOn(int event) {
            return (events & 1 << event) != 0
                    || (firstsOf(events) == 1 << firsts[event] && !without.contains(Without.RUNS_WHOLE_IN_A_BLOCK));
        }
    }

    /** Takes the steps that can follow. */
    private interface Sink {
        void add(String name, RuleState next);
    }
}
