package io.certtrail.domain.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.publish.StoredObject;
import io.certtrail.domain.segments.ArchiveStore;
import io.certtrail.domain.segments.PrunedMark;
import io.certtrail.domain.segments.PrunedMarks;
import io.certtrail.domain.segments.SealedObject;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.json.Json;
import io.certtrail.testkit.segments.MemoryArchiveStore;
import io.certtrail.testkit.segments.MemoryVault;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The stores that retention works on, which look at each deletion: nothing goes before it is told of, marked, and locked in
 * the vault if it is to be. Events are those that the chain would hold: of each id the first.
 */
final class Witnessed {
    final MemoryArchiveStore archive = new MemoryArchiveStore();
    final MemoryVault vault;
    final Map<UUID, Event> told = new LinkedHashMap<>();

    private final Origin origin;
    private final Clock clock;
    private final Supplier<Retention> retention;
    private final Map<String, byte[]> sealed = new HashMap<>();
    private final List<String> everVaulted = new ArrayList<>();

    Witnessed(Origin origin, Clock clock, Supplier<Retention> retention) {
        this.origin = origin;
        this.clock = clock;
        this.retention = retention;
        vault = new MemoryVault(clock);
    }

    /** Remembers what is sealed by now. */
    void remember() {
        for (SealedObject object : objects()) {
            sealed.put(object.path(), archive.read(object.path()).orElseThrow().content());
        }
    }

    /** The contents that are there, by day. */
    List<SealedObject> objects() {
        return objects(archive.paths());
    }

    /** Those in the vault. */
    List<SealedObject> vaulted() {
        return objects(vault.paths());
    }

    private List<SealedObject> objects(List<String> paths) {
        return paths.stream().flatMap(path -> object(path).stream()).toList();
    }

    private Optional<SealedObject> object(String path) {
        return path.startsWith(SealedObject.prefix(origin)) ? SealedObject.parse(origin, path) : Optional.empty();
    }

    private boolean isTold(String action, boolean ofVault, SealedObject object) {
        return told.values().stream()
                .filter(event -> event.action().equals(action) && isOfVault(event) == ofVault)
                .anyMatch(event ->
                        number(event, "fromSeq") <= object.fromSeq() && object.toSeq() <= number(event, "toSeq"));
    }

    static boolean isOfVault(Event event) {
        return ((Json.Str) event.details().member("policy")).value().startsWith("archived until");
    }

    static long number(Event event, String member) {
        return ((Json.Num) event.details().member(member)).value();
    }

    /** An entry speaks of nothing whose time is not up. */
    private void requireTrue(Event event) {
        if (event.action().equals("audit.pruned")) {
            Instant now = clock.instant();
            boolean isOfVault = isOfVault(event);
            assertThat(isOfVault ? vaulted() : objects())
                    .filteredOn(object ->
                            object.fromSeq() < number(event, "toSeq") && number(event, "fromSeq") < object.toSeq())
                    .as("%s", event.details())
                    .allMatch(object -> isOfVault
                            ? !vault.lockedUntil(object.path()).orElseThrow().isAfter(now)
                            : object.day().isBefore(retention.get().firstDay(now)));
        }
    }

    private void requireMayGo(SealedObject object) {
        assertThat(isTold("audit.pruned", false, object)).as("told: %s", object).isTrue();
        assertThat(new PrunedMarks(archive).of(origin).map(PrunedMark::toSeq).orElse(0L))
                .as("marked: %s", object)
                .isGreaterThanOrEqualTo(object.toSeq());
        LocalDate until = retention.get().archivedUntil(object.day());
        boolean isToBeArchived = retention.get().archiveMonths() > 0
                && until.isAfter(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        if (isToBeArchived && archive.read(object.path()).isPresent()) {
            assertThat(vault.read(object.path()).orElseThrow()).as("%s", object).isEqualTo(sealed.get(object.path()));
            assertThat(vault.lockedUntil(object.path()).orElseThrow())
                    .as("%s", object)
                    .isAfterOrEqualTo(until.atStartOfDay(ZoneOffset.UTC).toInstant());
            assertThat(isTold("audit.archived", false, object))
                    .as("archived: %s", object)
                    .isTrue();
            everVaulted.add(object.path());
        }
    }

    /** What was to be archived once, and is nowhere now, was told of a second time. */
    void requireVaultTold() {
        for (String path : everVaulted) {
            SealedObject object = object(path).orElseThrow();
            assertThat(vault.read(path).isPresent() || isTold("audit.pruned", true, object))
                    .as("%s", object)
                    .isTrue();
        }
    }

    Outbox outbox() {
        return new Outbox() {
            @Override
            public void record(String tenant, List<Event> events) {
                events.forEach(Witnessed.this::requireTrue);
                events.forEach(event -> told.putIfAbsent(event.id(), event));
            }

            @Override
            public Optional<Instant> oldest(String tenant) {
                return Optional.empty();
            }
        };
    }

    ArchiveStore archive() {
        return new ArchiveStore() {
            @Override
            public List<Listed> list(String prefix, String after, int limit) {
                return archive.list(prefix, after, limit);
            }

            @Override
            public Optional<StoredObject> read(String path) {
                return archive.read(path);
            }

            @Override
            public Optional<byte[]> read(String path, long offset, int length) {
                return archive.read(path, offset, length);
            }

            @Override
            public boolean putIfAbsent(String path, byte[] content) {
                return archive.putIfAbsent(path, content);
            }

            @Override
            public boolean replace(String path, String version, byte[] content) {
                return archive.replace(path, version, content);
            }

            @Override
            public void delete(Collection<String> paths) {
                paths.stream().flatMap(path -> object(path).stream()).forEach(Witnessed.this::requireMayGo);
                archive.delete(paths);
            }
        };
    }

    Vault vault() {
        return new Vault() {
            @Override
            public boolean locks() {
                return vault.locks();
            }

            @Override
            public List<ArchiveStore.Listed> list(String prefix, String after, int limit) {
                return vault.list(prefix, after, limit);
            }

            @Override
            public Optional<byte[]> read(String path) {
                return vault.read(path);
            }

            @Override
            public void put(String path, byte[] content, Instant until) {
                vault.put(path, content, until);
            }

            @Override
            public Optional<Instant> lockedUntil(String path) {
                return vault.lockedUntil(path);
            }

            @Override
            public void delete(Collection<String> paths) {
                paths.stream()
                        .flatMap(path -> object(path).stream())
                        .filter(object -> vault.read(object.path()).isPresent())
                        .forEach(object -> assertThat(isTold("audit.pruned", true, object))
                                .as("told: %s", object)
                                .isTrue());
                vault.delete(paths);
            }
        };
    }
}
