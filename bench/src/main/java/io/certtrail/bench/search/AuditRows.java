package io.certtrail.bench.search;

import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.entry.Seed;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * The events of a team that runs some thousand certificates: a few actors do most of it, most of it goes well, and jobs
 * leave some entries each. The same for the same seed. Not thread-safe.
 */
final class AuditRows {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** Some 11,000 entries a day: a million are three months. */
    private static final int MEAN_GAP_MS = 7_800;

    private static final int ACTORS = 400;
    private static final int RESOURCES = 8_000;
    private static final int ADDRESSES = 1_500;
    private static final List<String> ACTIONS = List.of(
            "auth.login.succeeded",
            "job.started",
            "job.completed",
            "certificate.checked",
            "certificate.renewed",
            "certificate.deployed",
            "secret.read",
            "secret.rotated",
            "agent.heartbeat.missed",
            "auth.login.failed",
            "certificate.expiring",
            "certificate.renewal.failed",
            "rotation.completed",
            "rotation.failed",
            "certificate.revoked",
            "user.created",
            "settings.changed",
            "token.created");
    private static final List<String> NAMES = List.of("web", "mail", "api", "db", "vpn", "ldap", "shop", "intranet");
    private static final List<String> REASONS = List.of(
            "the authority did not answer in time",
            "the challenge was not found under the name",
            "the host refused the connection",
            "the key is weaker than the policy allows",
            "the agent has not been seen since yesterday",
            "the limit of orders for this week is reached");
    private static final List<String> FIRST =
            List.of("Ada", "Grace", "Alan", "Edsger", "Barbara", "Zażółć", "Łukasz", "José");

    private final Random random;
    private Instant time = START;
    private long seq;
    private String job = "";
    private int jobLeft;

    AuditRows(long seed) {
        random = new Random(seed);
    }

    /** A number below a bound, small ones far more often. */
    private int some(int bound) {
        return (int) (bound * Math.pow(random.nextDouble(), 2.5));
    }

    LoggedEntry next() {
        time = time.plusMillis(random.nextInt(2 * MEAN_GAP_MS));
        if (jobLeft-- <= 0) {
            job = random.nextInt(4) == 0 ? "" : "job-" + Long.toString(random.nextLong() >>> 1, Character.MAX_RADIX);
            jobLeft = random.nextInt(12);
        }
        String action = ACTIONS.get(some(ACTIONS.size()));
        boolean failed = action.endsWith("failed");
        int resource = some(RESOURCES);
        String host = NAMES.get(resource % NAMES.size()) + "-" + resource + ".example.com";
        Entry entry = new Entry(
                new UUID((random.nextLong() & ~0xf000L) | 0x7000L, (random.nextLong() >>> 2) | (1L << 63)),
                time,
                time.minusMillis(random.nextInt(2_000)),
                action,
                severity(action, failed),
                actor(some(ACTORS)),
                new Client("10.1." + some(ADDRESSES) / 250 + "." + (1 + some(250)), null),
                new Resource(action.startsWith("secret") ? "secret" : "certificate", "crt-" + resource, host),
                action.replace('.', ' ') + " for " + host + (failed ? ": " + reason() : ""),
                details(failed, resource),
                job);
        return new LoggedEntry(seq++, entry, Seed.fresh(random));
    }

    private static Severity severity(String action, boolean failed) {
        if (failed) {
            return action.startsWith("auth") ? Severity.WARNING : Severity.ERROR;
        }
        return action.endsWith("revoked") ? Severity.CRITICAL : Severity.INFO;
    }

    private static Actor actor(int number) {
        return switch (number % 5) {
            case 0 -> new Actor(Actor.Type.SYSTEM, "scheduler", "scheduler");
            case 1 -> new Actor(Actor.Type.AGENT, "agent-" + number, "agent-" + number);
            default -> new Actor(Actor.Type.USER, "u-" + number, FIRST.get(number % FIRST.size()) + " " + number);
        };
    }

    private Json.Obj details(boolean failed, int resource) {
        Json.ObjBuilder details = Json.obj()
                .put("serial", "%016x".formatted(resource * 0x9E3779B97F4A7C15L))
                .put("attempt", 1 + random.nextInt(3))
                .put("durationMs", random.nextInt(4_000));
        if (failed) {
            details.put("reason", reason());
        }
        return details.build();
    }

    private String reason() {
        return REASONS.get(some(REASONS.size()));
    }
}
