package io.certtrail.testkit.faults;

import io.certtrail.domain.chain.Aside;
import io.certtrail.domain.chain.HeadMissing;
import io.certtrail.domain.chain.OutcomeUnknown;
import io.certtrail.ledger.entry.Event;
import io.certtrail.testkit.chain.Fault;
import io.certtrail.testkit.chain.Killed;
import io.certtrail.testkit.chain.SampleEvents;
import io.certtrail.testkit.chain.Throttled;
import io.certtrail.testkit.chain.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * One schedule: recorders, workers that die and are started again, a network that delivers late and twice, clocks that
 * jump; which of them makes the next call is drawn. Everything follows from the seed.
 */
final class Schedule {
    private static final Set<WakeQueue.Worker> ANY = EnumSet.allOf(WakeQueue.Worker.class);
    private static final int LIVES = 3;
    private static final int WAKES_A_LIFE = 5;

    /** More turns than any right schedule takes. */
    private static final int MOST_TURNS = 20_000;

    private final Random random;
    private final Shape shape;
    private final Fates fates;
    private final House house;
    private final Turns turns;
    private final Ports stores;
    private final Life.Setting setting;
    private final List<Event> recorded = new ArrayList<>();
    private final List<Runnable> late = new ArrayList<>();
    private final List<SkewedClock> clocks = new ArrayList<>();
    private boolean headWasLost;
    private int turnsTaken;
    private long fingerprint;

    Schedule(long seed, Parts parts, IntPredicate kept) {
        random = new Random(seed);
        shape = Shape.draw(random);
        fates = new Fates(random, shape, kept);
        house = new House(seed);
        turns = new Turns(random);
        stores = parts.stores(WatchedStores.of(house, this::afterStream), house);
        Aside aside = shape.finishesAside() ? turns::start : Aside.AT_ONCE;
        setting = new Life.Setting(house, parts, stores, shape, aside, this::fate, late::add);
    }

    Fates fates() {
        return fates;
    }

    Shape shape() {
        return shape;
    }

    /** A number that any other course of events would most likely have made another. */
    long fingerprint() {
        return fingerprint;
    }

    /** Runs it, heals what was hurt, and has everything looked at. */
    void run() {
        List<Runnable> processes = new ArrayList<>();
        addWorkers(processes, "sequencer", shape.sequencers(), EnumSet.of(WakeQueue.Worker.SEQUENCER));
        addWorkers(processes, "publisher", shape.publishers(), EnumSet.of(WakeQueue.Worker.PUBLISHER));
        addWorkers(processes, "dispatcher", 1, EnumSet.of(WakeQueue.Worker.DISPATCHER));
        addWorkers(processes, "generalist", shape.generalists(), ANY);
        processes.add(() -> record("recorder-1"));
        processes.add(() -> record("recorder-2"));
        processes.add(this::deliver);
        processes.add(this::letTimePass);
        if (shape.losesHead()) {
            processes.add(this::loseHead);
        }
        turns.run(processes);
        fates.end();
        for (Runnable call : late) {
            quietly(call);
            if (random.nextBoolean()) {
                quietly(call);
            }
        }
        new Healer(house, fates, this::newLife).heal();
        new Judge(house).judge();
    }

    private void addWorkers(List<Runnable> processes, String name, int count, Set<WakeQueue.Worker> workers) {
        for (int i = 1; i <= count; i++) {
            String numbered = name + "-" + i;
            processes.add(() -> work(numbered, workers));
        }
    }

    private void turn() {
        if (++turnsTaken > MOST_TURNS) {
            throw new AssertionError("it takes no end: %d turns".formatted(MOST_TURNS));
        }
        turns.step();
    }

    private Fault fate(String process, String call) {
        turn();
        fingerprint = 31 * (31 * fingerprint + process.hashCode()) + call.hashCode();
        return fates.of(process, call);
    }

    private void afterStream() {
        if (fates.losesWake()) {
            house.queue.loseLast();
        }
    }

    private Life newLife(String name) {
        SkewedClock clock = new SkewedClock(house.clock, Duration.ZERO);
        return new Life(name, clock, setting);
    }

    private Life newSkewedLife(String name) {
        Life life = newLife(name);
        life.clock().jumpTo(skew());
        clocks.add(life.clock());
        return life;
    }

    private Duration skew() {
        long most = shape.skew().toMillis();
        return most == 0 ? Duration.ZERO : Duration.ofMillis(random.nextLong(2 * most) - most);
    }

    private void work(String name, Set<WakeQueue.Worker> workers) {
        for (int number = 0; number < LIVES; number++) {
            Life life = newSkewedLife(name);
            try {
                for (int wake = 0; wake < WAKES_A_LIFE; wake++) {
                    turn();
                    house.queue.any(workers, random).ifPresent(message -> handle(life, message));
                }
            } catch (Killed e) {
                // The message was not acknowledged: it comes again, to another life.
            }
        }
    }

    private void handle(Life life, WakeQueue.Message message) {
        try {
            life.handle(message);
            if (random.nextInt(8) > 0) {
                house.queue.done(message);
            }
        } catch (OutcomeUnknown | Throttled e) {
            // It comes again.
        } catch (HeadMissing e) {
            if (!headWasLost) {
                throw e;
            }
        }
    }

    private void record(String name) {
        Life life = newSkewedLife(name);
        for (int i = 0; i < shape.records(); i++) {
            turn();
            List<Event> events = request();
            if (!records(life, events)) {
                life = newSkewedLife(name);
            }
            if (random.nextInt(20) == 0) {
                house.witness.putsUnreadable(house.outbox.recordUnreadable(House.TENANT, "of no version"));
                house.queue.sequencer(House.TENANT, Duration.ZERO);
            }
        }
    }

    /** What comes in one request: events with ids of their own, without, or both; and some that came before. */
    private List<Event> request() {
        List<Event> own = new ArrayList<>(SampleEvents.some(random.nextInt(shape.maxBundle() + 1), house.random));
        if (!recorded.isEmpty()) {
            addRetries(own);
        }
        recorded.addAll(own);
        List<Event> events = new ArrayList<>();
        int from = 0;
        int room = Math.max(0, shape.maxBundle() - own.size());
        while (from < own.size() || events.isEmpty() || (room > 0 && random.nextBoolean())) {
            if (room > 0 && (from == own.size() || random.nextInt(3) == 0)) {
                int count = 1 + random.nextInt(room);
                events.addAll(SampleEvents.run(house.runs.next(), count, house.random));
                room -= count;
            } else {
                events.add(own.get(from++));
            }
        }
        return events;
    }

    /** Some that were recorded before, possibly logged long ago; now and then with other content. */
    private void addRetries(List<Event> events) {
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Event event = recorded.get(random.nextInt(recorded.size()));
            events.add(random.nextInt(4) == 0 ? SampleEvents.withId(event.id(), house.random) : event);
        }
        Collections.shuffle(events, random);
    }

    /**
     * Records as a client does who tries again when there is no answer, and gives up at last.
     *
     * @return false if it died
     */
    private boolean records(Life life, List<Event> events) {
        for (int attempt = 0; attempt < 3; attempt++) {
            house.witness.attempts(events);
            try {
                life.door().record(House.TENANT, events);
                house.witness.acknowledges(events);
                return true;
            } catch (OutcomeUnknown | Throttled e) {
                // Again.
            } catch (Killed e) {
                return false;
            }
        }
        return true;
    }

    private void deliver() {
        for (int i = 0; i < 60; i++) {
            turn();
            if (!late.isEmpty()) {
                Runnable call = late.get(random.nextInt(late.size()));
                if (random.nextBoolean()) {
                    late.remove(call);
                }
                quietly(call);
            }
        }
    }

    /** A call whose caller does not hear of it any more: what it is refused is nobody's business. */
    private static void quietly(Runnable call) {
        try {
            call.run();
        } catch (IllegalArgumentException e) {
            // A store may refuse it.
        }
    }

    private void letTimePass() {
        for (int i = 0; i < 60; i++) {
            turn();
            house.clock.move(Duration.ofMillis(random.nextLong(shape.step().toMillis())));
            if (!clocks.isEmpty() && random.nextInt(4) == 0) {
                clocks.get(random.nextInt(clocks.size())).jumpTo(skew());
            }
        }
    }

    /** The HEAD item is lost, somebody runs the set-up again, and somebody else restores the item. */
    private void loseHead() {
        int wait = random.nextInt(80);
        for (int i = 0; i < wait; i++) {
            turn();
        }
        Restorer restorer = new Restorer(house, stores.chain());
        headWasLost = true;
        restorer.lose();
        int length = random.nextInt(60);
        for (int i = 0; i < length; i++) {
            turn();
        }
        restorer.runSetUp();
        restorer.restore();
    }
}
