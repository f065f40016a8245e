package io.certtrail.domain.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.OutcomeUnknown;
import io.certtrail.domain.segments.ArchiveStore;
import io.certtrail.domain.segments.Segment;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.entry.Seed;
import io.certtrail.testkit.chain.Fault;
import io.certtrail.testkit.chain.Faults;
import io.certtrail.testkit.chain.Killed;
import io.certtrail.testkit.chain.SampleEvents;
import io.certtrail.testkit.chain.Throttled;
import io.certtrail.testkit.segments.FaultyArchiveStore;
import io.certtrail.testkit.segments.FaultyVault;
import io.certtrail.testkit.segments.SealedEntries;
import io.certtrail.testkit.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Retention killed anywhere, with lost answers and late effects, while its settings change: nothing goes untold or before
 * it is locked in the vault, and in the end what is there is what the settings say. {@code -Dcerttrail.seed=N} runs one
 * schedule again.
 */
class PrunerFaultTest {
    private static final int SCHEDULES = Boolean.getBoolean("certtrail.nightly") ? 5_000 : 150;
    private static final int DAYS = 40;
    private static final Origin ORIGIN = new Origin("certtrail.test", "default", 1);
    private static final LocalDate FIRST_DAY = LocalDate.parse("2026-01-10");
    private static final List<Fault> FAULTS = List.of(
            Fault.FAILED,
            Fault.FAILED_BUT_PERSISTED,
            Fault.LATE,
            Fault.THROTTLED,
            Fault.KILLED_BEFORE,
            Fault.KILLED_AFTER);

    @Test
    void whateverDiesNothingGoesUntoldOrUnlocked() {
        Long one = Long.getLong("certtrail.seed");
        long first = one == null ? System.nanoTime() : one;
        System.out.printf("PrunerFaultTest: -Dcerttrail.seed=%d, %d schedules%n", first, one == null ? SCHEDULES : 1);
        int faults = 0;
        int vaulted = 0;
        for (long seed = first; seed < first + (one == null ? SCHEDULES : 1); seed++) {
            Schedule schedule = new Schedule(seed);
            schedule.run();
            faults += schedule.faults;
            vaulted += schedule.vaulted;
        }
        assertThat(faults).isPositive();
        assertThat(vaulted).isPositive();
    }

    /** The witness sees: contents that go behind the pruner's back are caught. */
    @Test
    void whatGoesUntoldIsSeen() {
        Schedule schedule = new Schedule(1);
        String path = schedule.stores.objects().getFirst().path();

        assertThatThrownBy(() -> schedule.stores.archive().delete(List.of(path)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("told");
    }

    private static final class Schedule {
        private final long seed;
        private final RandomGenerator random;
        private final MovableClock clock =
                new MovableClock(FIRST_DAY.plusDays(DAYS).atTime(3, 0).toInstant(ZoneOffset.UTC));
        private final Witnessed stores = new Witnessed(ORIGIN, clock, this::retention);
        private final List<Runnable> late = new ArrayList<>();
        private final List<LocalDate> sealedDays = new ArrayList<>();
        private Retention retention = new Retention(30, null, 2);
        private int faults;
        private int vaulted;

        Schedule(long seed) {
            this.seed = seed;
            random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            List<Segment> _ = SealedEntries.seal(stores.archive, ORIGIN, entries());
            stores.remember();
            stores.objects().forEach(object -> sealedDays.add(object.day()));
        }

        private Retention retention() {
            return retention;
        }

        private List<LoggedEntry> entries() {
            List<LoggedEntry> entries = new ArrayList<>();
            for (int day = 0; day < DAYS; day++) {
                Instant time = FIRST_DAY.plusDays(day).atTime(12, 0).toInstant(ZoneOffset.UTC);
                for (int i = random.nextInt(3); i > 0; i--) {
                    Event event = SampleEvents.one(random);
                    entries.add(new LoggedEntry(entries.size(), event.at(time), Seed.fresh(random)));
                }
            }
            return entries;
        }

        void run() {
            for (int step = 0; step < 16; step++) {
                clock.move(Duration.ofDays(1 + random.nextInt(12)));
                retention = change();
                for (int tries = random.nextInt(4); tries > 0; tries--) {
                    pruneWithFaults();
                }
                arrive();
                if (random.nextBoolean()) {
                    pruneWithout();
                    requireSettled();
                }
                vaulted += stores.vaulted().size();
            }
            retention = new Retention(30, null, 0);
            clock.move(Duration.ofDays(300));
            arrive();
            pruneWithout();
            requireSettled();
            assertThat(stores.vault.paths()).as("seed %d", seed).isEmpty();
        }

        private Retention change() {
            @Nullable LocalDate hold = random.nextInt(4) == 0 ? FIRST_DAY.plusDays(random.nextInt(DAYS)) : null;
            return switch (random.nextInt(3)) {
                case 0 ->
                    new Retention(
                            30 + random.nextInt(20), hold, List.of(0, 1, 2, 5).get(random.nextInt(4)));
                default -> retention;
            };
        }

        private Pruner pruner(ArchiveStore archive, Vault vault) {
            return new Pruner(archive, vault, tenant -> retention, stores.outbox(), Catalogue.load(), clock);
        }

        private void pruneWithout() {
            List<Pruner.Pruned> _ = pruner(stores.archive(), stores.vault()).prune(ORIGIN);
            assertThat(pruner(stores.archive(), stores.vault()).prune(ORIGIN))
                    .as("seed %d", seed)
                    .isEmpty();
        }

        private void pruneWithFaults() {
            int every = 2 + random.nextInt(60);
            Faults some = new Faults(call -> fault(every), late::add);
            try {
                List<Pruner.Pruned> _ = pruner(
                                new FaultyArchiveStore(stores.archive(), some), new FaultyVault(stores.vault(), some))
                        .prune(ORIGIN);
            } catch (Killed | Throttled | OutcomeUnknown | IllegalStateException e) {
                faults++;
            }
        }

        private Fault fault(int every) {
            return random.nextInt(every) == 0 ? FAULTS.get(random.nextInt(FAULTS.size())) : Fault.NONE;
        }

        /** Calls that take effect late; a lock that would end by now is not taken. */
        private void arrive() {
            for (Runnable call : late) {
                try {
                    call.run();
                } catch (IllegalArgumentException e) {
                    faults++;
                }
            }
            late.clear();
        }

        /** What is there is what the settings say, and what lies in the vault is found. */
        private void requireSettled() {
            LocalDate first = retention.firstDay(clock.instant());
            assertThat(stores.objects())
                    .as("seed %d", seed)
                    .allMatch(object -> !object.day().isBefore(first));
            assertThat(stores.vault.paths())
                    .as("seed %d", seed)
                    .hasSizeGreaterThanOrEqualTo(2 * stores.vaulted().size());
            stores.requireVaultTold();
        }
    }
}
