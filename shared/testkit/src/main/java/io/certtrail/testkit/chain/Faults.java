package io.certtrail.testkit.chain;

import io.certtrail.domain.chain.OutcomeUnknown;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Puts faults between a process and its stores: each call asks what is to become of it. One process's. */
public final class Faults {
    private final Function<String, Fault> plan;
    private final Consumer<Runnable> late;

    /**
     * A process's faults.
     *
     * @param plan what becomes of the call of this name
     * @param late takes calls that may take effect later
     */
    public Faults(Function<String, Fault> plan, Consumer<Runnable> late) {
        this.plan = plan;
        this.late = late;
    }

    public void run(String name, Runnable call) {
        call(name, () -> {
            call.run();
            return name;
        });
    }

    /** Makes a call, or not. What fails is told as a store's adapter would: the outcome is not known. */
    public <T> T call(String name, Supplier<T> call) {
        return make(plan.apply(name), name, call);
    }

    /** Makes a conditional write, or not; it alone can be denied. */
    public boolean decide(String name, BooleanSupplier write) {
        Fault fault = plan.apply(name);
        return switch (fault) {
            case DENIED -> false;
            case DENIED_BUT_PERSISTED -> {
                boolean _ = write.getAsBoolean();
                yield false;
            }
            default -> make(fault, name, write::getAsBoolean);
        };
    }

    private <T> T make(Fault fault, String name, Supplier<T> call) {
        return switch (fault) {
            case NONE -> call.get();
            case FAILED -> throw lost(name);
            case FAILED_BUT_PERSISTED, DENIED_BUT_PERSISTED -> {
                T _ = call.get();
                throw lost(name);
            }
            case LATE -> {
                late.accept(() -> {
                    T _ = call.get();
                });
                throw lost(name);
            }
            case THROTTLED, DENIED -> throw new Throttled(name);
            case KILLED_BEFORE -> throw new Killed("before " + name);
            case KILLED_AFTER -> {
                T _ = call.get();
                throw new Killed("after " + name);
            }
        };
    }

    private static OutcomeUnknown lost(String name) {
        return new OutcomeUnknown("no answer to " + name, new IOException("the connection was reset"));
    }
}
