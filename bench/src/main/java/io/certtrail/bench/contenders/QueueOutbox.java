package io.certtrail.bench.contenders;

import io.certtrail.domain.chain.OutboxDrain;
import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.ledger.entry.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** An outbox in memory that tells who put something in when the sequencer has taken it out: it is in the chain then. */
final class QueueOutbox implements OutboxDrain {
    private record Waiting(OutboxItem.Bundle bundle, CompletableFuture<Boolean> done) {}

    private final NavigableMap<String, Waiting> waiting = new ConcurrentSkipListMap<>();
    private final Semaphore arrivals = new Semaphore(0);
    private final IdSource ids;
    private volatile @Nullable RuntimeException failure;

    QueueOutbox(IdSource ids) {
        this.ids = ids;
    }

    /** Puts events in; the answer comes when they are logged. */
    CompletableFuture<Boolean> submit(List<Event> events) {
        String key = "0#%s#00".formatted(ids.next());
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        waiting.put(key, new Waiting(new OutboxItem.Bundle(key, events), done));
        arrivals.release();
        RuntimeException cause = failure;
        if (cause != null) {
            done.completeExceptionally(cause);
        }
        return done;
    }

    /** Nobody will take anything out any more. */
    void fail(RuntimeException cause) {
        failure = cause;
        waiting.values().forEach(one -> one.done().completeExceptionally(cause));
    }

    /** Waits until something is put in. */
    void await() throws InterruptedException {
        arrivals.acquire();
        arrivals.drainPermits();
    }

    @Override
    public List<OutboxItem> read(String tenant, int events) {
        List<OutboxItem> items = new ArrayList<>();
        int found = 0;
        for (Waiting one : waiting.values()) {
            if (found >= events) {
                break;
            }
            items.add(one.bundle());
            found += one.bundle().events().size();
        }
        return items;
    }

    @Override
    public void delete(String tenant, Collection<String> keys) {
        for (String key : keys) {
            Waiting gone = waiting.remove(key);
            if (gone != null) {
                gone.done().complete(true);
            }
        }
    }

    @Override
    public void quarantine(String tenant, OutboxItem item, Event event) {
        throw new IllegalStateException("an event of the benchmark can't be logged: " + item);
    }
}
