package io.certtrail.testkit.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.exports.Asked;
import io.certtrail.domain.exports.Export;
import io.certtrail.domain.exports.ExportStore;
import io.certtrail.domain.exports.Requester;
import io.certtrail.domain.exports.State;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link ExportStore} does. */
public abstract class ExportStoreContract {
    private static final String TENANT = SampleExports.ORIGIN.tenant();
    private static final int RACERS = 8;

    /** The store under test, empty at first. */
    protected abstract ExportStore store();

    /** All events that were recorded with changes of the tenant's exports, in no order. */
    protected abstract List<Event> recorded(String tenant);

    @Test
    void anExportIsFoundAsItWasCreated() {
        Export plain = SampleExports.queued(1);
        Export filtered = SampleExports.filtered(2);
        store().create(plain);
        store().create(filtered);
        assertThat(store().find(TENANT, plain.id())).contains(plain);
        assertThat(store().find(TENANT, filtered.id())).contains(filtered);
    }

    @Test
    void anExportIsFoundAsItWasLastChanged() {
        Export created = SampleExports.filtered(1);
        store().create(created);
        Export running = SampleExports.next(created, SampleExports.running(), false);
        Export based = SampleExports.next(running, SampleExports.running(), true);
        Export queued = SampleExports.next(based, new State.Queued("no answer"), false);
        for (Export next : List.of(running, based, queued)) {
            assertThat(store().replace(next, List.of())).isTrue();
            assertThat(store().find(TENANT, created.id())).contains(next);
        }
    }

    @Test
    void theFinalStatesAreKeptWithAllThatBelongsToThem() {
        for (State state : List.of(SampleExports.ready(), SampleExports.failed())) {
            Export created = SampleExports.queued(state.text().length());
            store().create(created);
            Export over = SampleExports.next(created, state, true);
            assertThat(store().replace(over, List.of())).isTrue();
            assertThat(store().find(TENANT, created.id())).contains(over);
        }
    }

    @Test
    void anUnknownExportIsNotFound() {
        store().create(SampleExports.queued(1));
        assertThat(store().find(TENANT, SampleExports.queued(2).id())).isEmpty();
        assertThat(store().find("other", SampleExports.queued(1).id())).isEmpty();
    }

    @Test
    void creatingTheSameAgainIsOnceAndAnotherIsRefused() {
        Export export = SampleExports.queued(1);
        store().create(export);
        store().create(export);
        assertThatThrownBy(() -> store().create(SampleExports.filtered(1))).isInstanceOf(IllegalStateException.class);
        assertThat(store().find(TENANT, export.id())).contains(export);
        assertThat(store().newest(TENANT, 10)).containsExactly(export);
    }

    @Test
    void whoAsksForTheSameAgainIsGivenTheOneFromBefore() {
        Export first = SampleExports.queued(1);
        assertThat(store().createOrFind(first)).isEqualTo(first);
        Export again = askedAgain(first, 2, ExportStore.SAME_FOR.minusMillis(1));
        assertThat(store().createOrFind(again)).isEqualTo(first);
        finish(first, SampleExports.ready());
        assertThat(store().createOrFind(again).state()).isEqualTo(SampleExports.ready());
        assertThat(store().newest(TENANT, 10)).hasSize(1);
        assertThat(store().unfinished(TENANT, 10)).isEmpty();
    }

    @Test
    void whoAsksForSomethingElseIsGivenAnother() {
        Export first = SampleExports.queued(1);
        store().createOrFind(first);
        List<Export> others = List.of(
                SampleExports.queued(2),
                SampleExports.filtered(3),
                otherTenants(askedAgain(first, 4, Duration.ZERO)),
                askedAgain(first, 5, ExportStore.SAME_FOR));
        for (Export other : others) {
            assertThat(store().createOrFind(other)).isEqualTo(other);
            assertThat(store().find(other.tenant(), other.id())).contains(other);
        }
    }

    @Test
    void afterAFailureTheSameIsMadeAnew() {
        Export first = SampleExports.queued(1);
        store().createOrFind(first);
        finish(first, SampleExports.failed());
        Export again = askedAgain(first, 2, Duration.ofSeconds(1));
        assertThat(store().createOrFind(again)).isEqualTo(again);
        assertThat(store().createOrFind(askedAgain(first, 3, Duration.ofSeconds(2))))
                .isEqualTo(again);
        assertThat(store().unfinished(TENANT, 10)).containsExactly(ids(2));
    }

    @Test
    void ofSeveralAtOnceThatAskForTheSameOneCreatesIt() throws Exception {
        List<Callable<Export>> racers = new ArrayList<>();
        for (int racer = 0; racer < RACERS; racer++) {
            Export mine = askedAgain(SampleExports.queued(1), 10 + racer, Duration.ZERO);
            racers.add(() -> store().createOrFind(mine));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Set<UUID> given = new HashSet<>();
            for (Future<Export> racer : threads.invokeAll(racers)) {
                given.add(racer.get().id());
            }
            assertThat(given).hasSize(1);
        }
        assertThat(store().newest(TENANT, 10)).hasSize(1);
    }

    private static Export askedAgain(Export first, int number, Duration later) {
        Asked asked = first.asked();
        return Export.requested(
                SampleExports.queued(number).id(),
                first.origin(),
                new Asked(
                        asked.format(),
                        asked.filter(),
                        asked.closed(),
                        asked.requester(),
                        asked.at().plus(later),
                        asked.size()));
    }

    @Test
    void onlyTheNextRevisionReplacesAnExport() {
        Export created = SampleExports.queued(1);
        store().create(created);
        Export second = SampleExports.next(created, SampleExports.running(), false);
        Export third = SampleExports.next(second, SampleExports.failed(), false);
        assertThat(store().replace(third, List.of(event(1)))).isFalse();
        assertThat(store().replace(second, List.of())).isTrue();
        Export otherSecond = SampleExports.next(created, SampleExports.ready(), true);
        assertThat(store().replace(otherSecond, List.of(event(2)))).isFalse();
        assertThat(store().find(TENANT, created.id())).contains(second);
        assertThat(recorded(TENANT)).isEmpty();
    }

    @Test
    void anExportThatWasNeverCreatedIsNotReplaced() {
        Export next = SampleExports.next(SampleExports.queued(1), SampleExports.running(), false);
        assertThat(store().replace(next, List.of())).isFalse();
        assertThat(store().find(TENANT, next.id())).isEmpty();
    }

    @Test
    void eventsAreRecordedWithTheChange() {
        Export created = SampleExports.queued(1);
        store().create(created);
        Export over = SampleExports.next(created, SampleExports.ready(), true);
        assertThat(store().replace(over, List.of(event(1), event(2)))).isTrue();
        assertThat(recorded(TENANT)).containsExactlyInAnyOrder(event(1), event(2));
    }

    @Test
    void aTenantsExportsAreListedNewestFirst() {
        List<Export> all = new ArrayList<>();
        for (int number = 1; number <= 7; number++) {
            Export export = SampleExports.queued(number);
            store().create(export);
            all.addFirst(export);
        }
        store().create(otherTenants(SampleExports.queued(99)));
        assertThat(store().newest(TENANT, 100)).isEqualTo(all);
        assertThat(store().newest(TENANT, 3)).isEqualTo(all.subList(0, 3));
        assertThat(store().olderThan(TENANT, all.get(2).id(), 3)).isEqualTo(all.subList(3, 6));
        assertThat(store().olderThan(TENANT, all.get(6).id(), 3)).isEmpty();
        assertThat(store().newest("nobody", 3)).isEmpty();
    }

    @Test
    void unfinishedAreThoseThatAreNeitherReadyNorFailedOldestFirst() {
        for (int number = 1; number <= 5; number++) {
            store().create(SampleExports.queued(number));
        }
        finish(SampleExports.queued(2), SampleExports.ready());
        finish(SampleExports.queued(4), SampleExports.failed());
        finish(SampleExports.queued(5), SampleExports.running());
        assertThat(store().unfinished(TENANT, 10)).containsExactly(ids(1, 3, 5));
        assertThat(store().unfinished(TENANT, 2)).containsExactly(ids(1, 3));
        assertThat(store().unfinished("nobody", 2)).isEmpty();
    }

    @Test
    void ofSeveralAtOnceOneReplacesAnExport() throws Exception {
        Export created = SampleExports.queued(1);
        store().create(created);
        List<Callable<Boolean>> racers = new ArrayList<>();
        for (int racer = 0; racer < RACERS; racer++) {
            State mine = new State.Running(new UUID(7, racer), SampleExports.NOON);
            List<Event> events = racer % 2 == 0 ? List.of() : List.of(event(racer));
            racers.add(() -> store().replace(SampleExports.next(created, mine, false), events));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int winners = 0;
            for (Future<Boolean> racer : threads.invokeAll(racers)) {
                winners += racer.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        }
        assertThat(recorded(TENANT)).hasSizeLessThanOrEqualTo(1);
    }

    private void finish(Export export, State state) {
        assertThat(store().replace(SampleExports.next(export, state, false), List.of()))
                .isTrue();
    }

    private static UUID[] ids(int... numbers) {
        UUID[] ids = new UUID[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            ids[i] = SampleExports.queued(numbers[i]).id();
        }
        return ids;
    }

    private static Export otherTenants(Export export) {
        Origin origin = new Origin("certtrail.test", "beta", 1);
        Asked asked = export.asked();
        Requester requester = new Requester(origin.tenant(), asked.requester().actor(), Client.NONE);
        return Export.requested(
                export.id(),
                origin,
                new Asked(asked.format(), asked.filter(), asked.closed(), requester, asked.at(), asked.size()));
    }

    private static Event event(int number) {
        return new Event(
                new UUID(0x0193a0cb00cb7001L, 0x8000_0000_0000_0000L + number),
                SampleExports.NOON,
                "custom.test.changed",
                Severity.INFO,
                new Actor(Actor.Type.SYSTEM, "test", "test"),
                Client.NONE,
                new Resource("export", "e-1", null),
                "The test changed an export",
                Json.obj().build(),
                "");
    }
}
