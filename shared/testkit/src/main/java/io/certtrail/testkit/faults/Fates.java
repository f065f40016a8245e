package io.certtrail.testkit.faults;

import io.certtrail.testkit.chain.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;

/** Draws what becomes of each call, and keeps what was drawn. */
final class Fates {
    private static final List<Fault> OF_ANY = List.of(
            Fault.FAILED, Fault.FAILED, Fault.FAILED_BUT_PERSISTED, Fault.FAILED_BUT_PERSISTED, Fault.THROTTLED);

    private static final List<Fault> DEADLY = List.of(Fault.KILLED_BEFORE, Fault.KILLED_AFTER, Fault.KILLED_AFTER);

    private final Random random;
    private final Shape shape;
    private final IntPredicate kept;
    private final List<String> struck = new ArrayList<>();
    private int drawn;
    private boolean over;
    private boolean wakesLost;

    /**
     * The fates of one schedule.
     *
     * @param kept which of the faults that are drawn strike, by their number from 0: all, or fewer when a failure is
     *     made smaller
     */
    Fates(Random random, Shape shape, IntPredicate kept) {
        this.random = random;
        this.shape = shape;
        this.kept = kept;
    }

    /** From now on all goes well. */
    void end() {
        over = true;
    }

    /** What becomes of a process's call. */
    Fault of(String process, String call) {
        if (over || random.nextInt(1000) >= shape.faultsIn1000()) {
            return Fault.NONE;
        }
        Fault fault = draw(call);
        if (!strikes("%s of %s: %s".formatted(call, process, fault))) {
            return Fault.NONE;
        }
        wakesLost |= isDeadly(fault) || isOfWaking(call);
        return fault;
    }

    /** Whether a stream or queue loses the wake-up that was just sent. */
    boolean losesWake() {
        if (over || !shape.losesWakes() || random.nextInt(8) > 0 || !strikes("a wake-up is lost")) {
            return false;
        }
        wakesLost = true;
        return true;
    }

    private boolean strikes(String what) {
        boolean does = kept.test(drawn);
        if (does) {
            struck.add(drawn + " " + what);
        }
        drawn++;
        return does;
    }

    private Fault draw(String call) {
        List<Fault> possible = new ArrayList<>(OF_ANY);
        if (isWrite(call)) {
            possible.add(Fault.LATE);
            possible.add(Fault.LATE);
        }
        if (call.equals("commit") || call.startsWith("replace ")) {
            possible.add(Fault.DENIED);
        }
        if (call.equals("commit") || call.equals("advance") || call.startsWith("replace ")) {
            possible.add(Fault.DENIED_BUT_PERSISTED);
        }
        if (shape.hasKills()) {
            possible.addAll(DEADLY);
        }
        return possible.get(random.nextInt(possible.size()));
    }

    private static boolean isWrite(String call) {
        return !call.startsWith("read")
                && !call.startsWith("find")
                && !call.startsWith("head")
                && !call.startsWith("block")
                && !call.equals("positions")
                && !call.equals("oldest")
                && !call.equals("print");
    }

    private static boolean isDeadly(Fault fault) {
        return fault == Fault.KILLED_BEFORE || fault == Fault.KILLED_AFTER;
    }

    /** What keeps others from trying; if it goes wrong, the next minute's sweep may be needed. */
    private static boolean isOfWaking(String call) {
        return call.equals("take")
                || call.equals("renew")
                || call.equals("release")
                || call.equals("claimWake")
                || call.equals("wake sequencer");
    }

    /**
     * Whether anything happened after which a wake-up may be missing until the next sweep. Of clocks that differ, one
     * may say that a wake-up is still to come which another has had.
     */
    boolean mayHaveLostWakes() {
        return wakesLost || !shape.skew().isZero();
    }

    /** How many faults were drawn, whether they struck or not. */
    int drawn() {
        return drawn;
    }

    /** Those that struck, each with its number. */
    List<String> struck() {
        return struck;
    }
}
