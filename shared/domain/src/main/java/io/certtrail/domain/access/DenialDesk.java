package io.certtrail.domain.access;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.EntryRules;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Records refusals as entries: of whoever, or of an address nobody knows, and for one reason, the first at once and then
 * at most one a minute, with how many there were. Each process counts for itself: one that dies, or is refused nothing
 * more, keeps its last minute's count to itself, and of a flood over n processes there are up to n entries a minute.
 * Never fails, and never takes longer than a write. Safe for use by several threads.
 */
public final class DenialDesk {
    /** How long refusals are counted before they are told again. */
    public static final Duration PERIOD = Duration.ofMinutes(1);

    /** How many callers and reasons are told apart at a time; those beyond are counted together. */
    public static final int MOST = 100;

    private static final Actor UNKNOWN = new Actor(Actor.Type.USER, "unknown", "somebody unknown");

    private final Outbox outbox;
    private final Catalogue catalogue;
    private final IdSource ids;
    private final Clock clock;
    private final String tenant;
    private final Consumer<RuntimeException> trouble;
    private final Map<Key, Count> counts = new LinkedHashMap<>();

    /**
     * A desk that has counted nothing yet.
     *
     * @param tenant in whose ledger it stands what nobody known was refused
     * @param trouble is told when a refusal could not be recorded
     */
    public DenialDesk(
            Outbox outbox,
            Catalogue catalogue,
            IdSource ids,
            Clock clock,
            String tenant,
            Consumer<RuntimeException> trouble) {
        this.outbox = outbox;
        this.catalogue = catalogue;
        this.ids = ids;
        this.clock = clock;
        this.tenant = tenant;
        this.trouble = trouble;
    }

    private record Key(String tenant, Denial.Kind kind, String who, String reason) {}

    private record Told(Denial last, long count) {}

    private static final class Count {
        private final Instant since;
        private Denial last;
        private long more;

        Count(Denial first, Instant since) {
            this.last = first;
            this.since = since;
        }
    }

    /** Records it, or counts it. */
    public void denied(Denial denial) {
        try {
            Instant now = clock.instant();
            for (Told told : count(denial, now)) {
                outbox.record(tenant(told.last()), List.of(event(told, now)));
            }
        } catch (RuntimeException e) {
            trouble.accept(e);
        }
    }

    private synchronized List<Told> count(Denial denial, Instant now) {
        List<Told> told = settle(now);
        Key key = key(
                denial,
                denial.whose()
                        .map(principal -> principal.credential().id())
                        .orElseGet(() -> String.valueOf(denial.client().ip())));
        if (!counts.containsKey(key) && counts.size() >= MOST) {
            key = key(denial, "others");
        }
        Count known = counts.get(key);
        if (known == null) {
            counts.put(key, new Count(denial, now));
            told.add(new Told(denial, 1));
        } else {
            known.last = denial;
            known.more++;
        }
        return told;
    }

    /** What was counted for a minute, and is to be told now. */
    private List<Told> settle(Instant now) {
        List<Told> told = new ArrayList<>();
        for (Map.Entry<Key, Count> entry : List.copyOf(counts.entrySet())) {
            Count count = entry.getValue();
            if (now.isBefore(count.since.plus(PERIOD))) {
                continue;
            }
            counts.remove(entry.getKey());
            if (count.more > 0) {
                told.add(new Told(count.last, count.more));
                counts.put(entry.getKey(), new Count(count.last, now));
            }
        }
        return told;
    }

    private Key key(Denial denial, String who) {
        return new Key(tenant(denial), denial.kind(), who, denial.reason());
    }

    private String tenant(Denial denial) {
        return denial.whose().map(Principal::tenant).orElse(tenant);
    }

    private Event event(Told told, Instant now) {
        Denial denial = told.last();
        Actor actor = denial.whose().map(Principal::actor).orElse(UNKNOWN);
        boolean access = denial.kind() == Denial.Kind.ACCESS;
        return catalogue.event(
                ids.next(),
                now,
                access ? "auth.access.denied" : "audit.ingest.rejected",
                actor,
                denial.client(),
                access ? route(denial) : token(denial, actor),
                details(denial, told.count()),
                "");
    }

    private static Resource route(Denial denial) {
        return new Resource("route", denial.method() + ' ' + denial.path(), null);
    }

    private static Resource token(Denial denial, Actor actor) {
        return new Resource(
                "token",
                denial.whose().map(principal -> principal.credential().id()).orElse("unknown"),
                actor.name());
    }

    private static Json.Obj details(Denial denial, long count) {
        Json.ObjBuilder details = Json.obj();
        if (denial.kind() == Denial.Kind.ACCESS) {
            details.put("method", EntryRules.replaceControls(denial.method()))
                    .put("path", EntryRules.replaceControls(denial.path()));
        }
        return details.put("reason", EntryRules.replaceControls(denial.reason()))
                .put("count", count)
                .build();
    }
}
