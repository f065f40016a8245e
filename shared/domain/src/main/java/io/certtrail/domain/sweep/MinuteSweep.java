package io.certtrail.domain.sweep;

import io.certtrail.domain.exports.ExportSweep;
import io.certtrail.domain.login.RefusedLoginSweep;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.tenants.Tenants;
import io.certtrail.domain.wake.Wakes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Wakes every worker of every tenant, sends again the jobs that were lost, records logins that were
 * refused by the many, and has idle chains say that they are. Run each minute, it bounds how long a
 * lost wake-up can be felt. What goes wrong for one tenant or worker is kept from the others.
 */
public final class MinuteSweep {
    private final Tenants tenants;
    private final Wakes wakes;
    private final ExportSweep exports;
    private final Heartbeats heartbeats;
    private final RefusedLoginSweep refusedLogins;

    public MinuteSweep(
            Tenants tenants, Wakes wakes, ExportSweep exports, Heartbeats heartbeats, RefusedLoginSweep refusedLogins) {
        this.tenants = tenants;
        this.wakes = wakes;
        this.exports = exports;
        this.heartbeats = heartbeats;
        this.refusedLogins = refusedLogins;
    }

    /**
     * What a sweep did.
     *
     * @param tenants how many there are
     * @param exportsSentAgain whose jobs seemed lost
     * @param failures what did not work, each with its tenant
     */
    public record Report(int tenants, List<UUID> exportsSentAgain, List<Failure> failures) {
        public Report {
            exportsSentAgain = List.copyOf(exportsSentAgain);
            failures = List.copyOf(failures);
        }
    }

    /** Something that did not work. */
    public record Failure(String tenant, String what, RuntimeException why) {}

    /**
     * Sweeps once.
     *
     * @throws RuntimeException if the tenants can't be read
     */
    public Report sweep() {
        List<Tenant> all = tenants.all();
        List<UUID> sentAgain = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (Tenant tenant : all) {
            String name = tenant.name();
            attempt(failures, name, "record the heartbeat", () -> {
                boolean _ = heartbeats.beat(tenant.origin());
            });
            attempt(failures, name, "record refused logins", () -> {
                int _ = refusedLogins.sweep(name);
            });
            attempt(failures, name, "wake the sequencer", () -> wakes.sequencer(name, Duration.ZERO));
            attempt(failures, name, "wake the publisher", () -> wakes.publisher(name, Duration.ZERO));
            attempt(failures, name, "wake the dispatcher", () -> wakes.dispatcher(name));
            attempt(failures, name, "sweep the exports", () -> sentAgain.addAll(exports.sweep(name)));
        }
        return new Report(all.size(), sentAgain, failures);
    }

    private static void attempt(List<Failure> failures, String tenant, String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            failures.add(new Failure(tenant, what, e));
        }
    }
}
