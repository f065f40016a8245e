package io.certtrail.testkit.exports;

import io.certtrail.domain.exports.Export;
import io.certtrail.domain.exports.ExportStore;
import io.certtrail.domain.exports.State;
import io.certtrail.ledger.entry.Event;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Exports in memory; the events that go with a change are given to an outbox. */
public final class MemoryExportStore implements ExportStore {
    private final BiConsumer<String, List<Event>> outbox;
    private final Map<String, Map<String, Export>> byTenant = new TreeMap<>();

    /**
     * An empty store.
     *
     * @param outbox takes a tenant and its events, as an {@code Outbox} records them
     */
    public MemoryExportStore(BiConsumer<String, List<Event>> outbox) {
        this.outbox = outbox;
    }

    @Override
    public synchronized void create(Export export) {
        Export before = tenant(export.tenant()).putIfAbsent(export.id().toString(), export);
        if (before != null && !before.equals(export)) {
            throw new IllegalStateException("there is another export " + export.id());
        }
    }

    @Override
    public synchronized Export createOrFind(Export export) {
        Optional<Export> before = tenant(export.tenant()).values().stream()
                .filter(other -> other.asked().sameAs().equals(export.asked().sameAs()))
                .filter(other -> !(other.state() instanceof State.Failed))
                .filter(other -> other.requestedAt().plus(SAME_FOR).isAfter(export.requestedAt()))
                .findFirst();
        before.ifPresentOrElse(other -> {}, () -> create(export));
        return before.orElse(export);
    }

    @Override
    public synchronized boolean replace(Export next, List<Event> events) {
        Map<String, Export> exports = tenant(next.tenant());
        Export before = exports.get(next.id().toString());
        if (before == null || before.revision() != next.revision() - 1) {
            return false;
        }
        exports.put(next.id().toString(), next);
        if (!events.isEmpty()) {
            outbox.accept(next.tenant(), events);
        }
        return true;
    }

    @Override
    public synchronized Optional<Export> find(String tenant, UUID id) {
        return Optional.ofNullable(tenant(tenant).get(id.toString()));
    }

    @Override
    public synchronized List<Export> newest(String tenant, int limit) {
        return newestOf(tenant, export -> true).limit(limit).toList();
    }

    @Override
    public synchronized List<Export> olderThan(String tenant, UUID id, int limit) {
        return newestOf(tenant, export -> export.id().toString().compareTo(id.toString()) < 0)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<UUID> unfinished(String tenant, int limit) {
        return tenant(tenant).values().stream()
                .filter(export -> !export.state().isFinal())
                .map(Export::id)
                .limit(limit)
                .toList();
    }

    private Stream<Export> newestOf(String tenant, Predicate<Export> wanted) {
        return tenant(tenant).values().stream()
                .filter(wanted)
                .sorted(Comparator.comparing((Export export) -> export.id().toString())
                        .reversed());
    }

    private Map<String, Export> tenant(String tenant) {
        return byTenant.computeIfAbsent(tenant, name -> new TreeMap<>());
    }
}
