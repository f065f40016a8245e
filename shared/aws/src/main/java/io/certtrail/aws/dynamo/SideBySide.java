package io.certtrail.aws.dynamo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Calls made at the same time, each in a virtual thread of its own. */
public final class SideBySide {
    private SideBySide() {}

    /**
     * The answers in the order of the calls, when all have ended.
     *
     * @throws RuntimeException the first call's that failed, with the others' suppressed
     */
    public static <T> List<T> call(List<? extends Callable<T>> calls) {
        return call(calls, calls.size());
    }

    /**
     * Like {@link #call(List)}, with so many under way at a time.
     *
     * @param most 1 or more, unless there are no calls
     */
    public static <T> List<T> call(List<? extends Callable<T>> calls, int most) {
        if (calls.isEmpty()) {
            return List.of();
        }
        if (calls.size() == 1) {
            return List.of(direct(calls.getFirst()));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(most, calls.size()), Thread.ofVirtual().factory())) {
            return answers(threads.invokeAll(calls));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for calls", e);
        }
    }

    /** Like {@link #call}, for calls without an answer. */
    public static void run(List<Runnable> calls) {
        call(calls.stream().map(call -> Executors.callable(call, Boolean.TRUE)).toList());
    }

    private static <T> T direct(Callable<T> call) {
        try {
            return call.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> List<T> answers(List<Future<T>> futures) throws InterruptedException {
        List<T> answers = new ArrayList<>(futures.size());
        List<Throwable> failures = new ArrayList<>(0);
        for (Future<T> future : futures) {
            try {
                answers.add(future.get());
            } catch (ExecutionException e) {
                failures.add(e.getCause() == null ? e : e.getCause());
            }
        }
        if (failures.isEmpty()) {
            return answers;
        }
        Throwable first = failures.getFirst();
        failures.stream().skip(1).filter(other -> !other.equals(first)).forEach(first::addSuppressed);
        switch (first) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(first);
        }
    }
}
