package io.certtrail.local.wake;

import io.certtrail.local.adversary.Adversary;
import io.certtrail.local.function.LocalFunction;
import io.certtrail.local.function.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Brings a batch to a function, in whatever way the adversary likes, and says which of its items failed. */
final class Courier {
    private final LocalFunction function;
    private final Adversary adversary;

    Courier(LocalFunction function, Adversary adversary) {
        this.function = function;
        this.adversary = adversary;
    }

    /**
     * Delivers a batch and waits for it.
     *
     * @param event makes the event of some of the batch's items
     * @return the ids of the failed items; empty if all of them count as failed
     */
    <T> Optional<Set<String>> deliver(List<T> batch, Function<List<T>, byte[]> event) throws InterruptedException {
        Thread.sleep(adversary.delay());
        List<List<T>> deliveries = adversary.deliveries(batch);
        if (deliveries.size() == 1) {
            return failures(function.invoke(event.apply(deliveries.getFirst())));
        }
        return allAtOnce(deliveries.stream().map(event).toList());
    }

    private Optional<Set<String>> allAtOnce(List<byte[]> events) throws InterruptedException {
        List<Callable<Optional<Set<String>>>> calls = new ArrayList<>();
        events.forEach(event -> calls.add(() -> failures(function.invoke(event))));
        Set<String> failed = new HashSet<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Optional<Set<String>>> call : executor.invokeAll(calls)) {
                Optional<Set<String>> some = call.get();
                if (some.isEmpty()) {
                    return Optional.empty();
                }
                failed.addAll(some.get());
            }
        } catch (ExecutionException e) {
            return Optional.empty();
        }
        return Optional.of(failed);
    }

    private static Optional<Set<String>> failures(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> BatchFailures.read(answered.payload());
            case Outcome.Failed failed -> Optional.empty();
            case Outcome.TimedOut timedOut -> Optional.empty();
            case Outcome.Throttled throttled -> Optional.empty();
        };
    }
}
