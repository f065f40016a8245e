package io.certtrail.search;

import io.certtrail.domain.audit.ActionFilter;
import io.certtrail.domain.audit.AuditQuery;
import io.certtrail.domain.audit.Order;
import io.certtrail.domain.audit.TimeRange;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.entry.Severity;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Random questions, about some entries or about nothing; some of them made to hurt. */
public final class RandomQueries {
    private final Random random;
    private final List<LoggedEntry> entries;

    public RandomQueries(Random random, List<LoggedEntry> entries) {
        this.random = random;
        this.entries = entries;
    }

    public AuditQuery next() {
        AuditQuery.Builder query =
                AuditQuery.builder().order(random.nextBoolean() ? Order.NEWEST_FIRST : Order.OLDEST_FIRST);
        int parts = random.nextInt(3);
        for (int i = 0; i <= parts; i++) {
            add(query);
        }
        return query.build();
    }

    private void add(AuditQuery.Builder query) {
        Entry entry = some();
        switch (random.nextInt(9)) {
            case 0 -> query.time(range(entry.time(), some().time()));
            case 1 -> query.occurred(range(entry.occurred(), some().occurred()));
            case 2 -> query.actions(actions(entry.action()));
            case 3 -> query.actor(pick(List.of(entry.actor().id(), entry.actor().name(), "system", "nobody")));
            case 4 -> query.actorType(pick(List.of(Actor.Type.values())));
            case 5 -> query.resource(resource(entry));
            case 6 -> query.severities(EnumSet.of(entry.severity(), pick(List.of(Severity.values()))));
            default -> query.q(text());
        }
    }

    private static ActionFilter actions(String action) {
        int dot = action.indexOf('.');
        return action.length() % 2 == 0
                ? new ActionFilter(Set.of(action, "no.such"), Set.of())
                : new ActionFilter(Set.of(), Set.of(action.substring(0, dot + 1), "custom.S"));
    }

    private String resource(Entry entry) {
        String name = entry.resource().name();
        return switch (random.nextInt(3)) {
            case 0 -> entry.resource().type();
            case 1 -> entry.resource().type() + ":" + entry.resource().id();
            default -> name == null ? "none" : name;
        };
    }

    private TimeRange range(Instant one, Instant other) {
        Instant from = one.isBefore(other) ? one : other;
        Instant to = one.isBefore(other) ? other : one;
        return switch (random.nextInt(6)) {
            case 0 -> new TimeRange(from, null);
            case 1 -> new TimeRange(null, to);
            case 2 -> new TimeRange(from, from);
            case 3 -> new TimeRange(from.plusMillis(1), to.plusMillis(1));
            case 4 -> new TimeRange(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T00:00:00Z"));
            default -> new TimeRange(from, to);
        };
    }

    /** A query text that can be read. */
    private String text() {
        return switch (random.nextInt(8)) {
            case 0 -> "a b c d e f g h i j k l m n o p q r s t u v w x y z ".repeat(2);
            case 1 -> "a* f* w* r* l* k* 1* x*";
            case 2 -> "\"" + wordIn(3) + "\"";
            case 3 -> "w".repeat(200 + random.nextInt(50)) + "*";
            case 4 -> field();
            case 5 -> field() + " " + wordIn(1);
            default -> wordIn(1 + random.nextInt(2));
        };
    }

    private String field() {
        Entry entry = some();
        return switch (random.nextInt(8)) {
            case 0 -> "action:" + upper(entry.action());
            case 1 -> "action:" + entry.action().substring(0, 5) + "*";
            case 2 -> "actor:" + pick(List.of("ALICE", "system", "\"zazołc gęslą\"", "u-*", "w*", "b*"));
            case 3 -> "severity:" + upper(entry.severity().text());
            case 4 -> "ip:192.0.2." + random.nextInt(6);
            case 5 -> "trace:JOB-" + random.nextInt(50);
            case 6 -> "id:" + entry.id();
            default -> "resource:" + pick(List.of("secret", "SECRET:r-1", "vault:r-2*", "sec*"));
        };
    }

    private String upper(String text) {
        return random.nextBoolean() ? text.toUpperCase(java.util.Locale.ROOT) : text;
    }

    /** Words that stand next to each other in some entry, whole or cut; or a word from nowhere. */
    private String wordIn(int count) {
        Entry entry = some();
        String[] words = entry.description().replaceAll("[\"*:]", " ").strip().split("[ ,/-]+", -1);
        StringBuilder text = new StringBuilder();
        int first = random.nextInt(words.length);
        for (int i = first; i < Math.min(words.length, first + count); i++) {
            text.append(words[i]).append(' ');
        }
        @Nullable
        String found = text.codePoints().anyMatch(Character::isLetterOrDigit)
                ? text.toString().strip()
                : null;
        if (found == null) {
            return pick(List.of("login", "KEY", "nowhere", "abc"));
        }
        boolean cut = random.nextInt(3) == 0 && Character.isLetter(found.charAt(0));
        return cut ? found.substring(0, 1) : found;
    }

    private Entry some() {
        return entries.get(random.nextInt(entries.size())).entry();
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
