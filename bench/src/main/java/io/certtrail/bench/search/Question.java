package io.certtrail.bench.search;

import io.certtrail.domain.audit.ActionFilter;
import io.certtrail.domain.audit.AuditQuery;
import io.certtrail.domain.audit.TimeRange;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.entry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A kind of question; each time it is asked about another entry of the log, drawn at random. */
enum Question {
    WORD("a word of a description"),
    RARE_WORD("a host's name"),
    PREFIX("a word's beginning"),
    PHRASE("a phrase"),
    ACTOR("an actor"),
    ACTION("an action"),
    ACTIONS("actions that begin so"),
    RESOURCE("a resource"),
    SEVERITY("a severity"),
    DAY("a day"),
    COMBINED("word, actor type, severity and ten days together"),
    TRACE("a correlation id"),
    NOTHING("two words that never stand together");

    private static final Duration TEN_DAYS = Duration.ofDays(10);

    private final String text;

    Question(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    AuditQuery about(LoggedEntry logged, Random random) {
        Entry entry = logged.entry();
        AuditQuery.Builder query = AuditQuery.builder();
        List<String> words = List.of(entry.description().split("[ :]+", -1));
        String word = words.get(random.nextInt(words.size()));
        Instant from = entry.time().minus(Duration.ofHours(12));
        return switch (this) {
            case WORD -> query.q("\"" + word + "\"").build();
            case RARE_WORD -> query.q("\"" + entry.resource().name() + "\"").build();
            case PREFIX ->
                query.q(word.substring(0, Math.min(3, word.length()))).build();
            case PHRASE ->
                query.q("\"" + words.get(0) + " " + words.get(1) + "\"").build();
            case ACTOR -> query.actor(entry.actor().id()).build();
            case ACTION ->
                query.actions(new ActionFilter(Set.of(entry.action()), Set.of()))
                        .build();
            case ACTIONS ->
                query.actions(new ActionFilter(
                                Set.of(),
                                Set.of(entry.action()
                                        .substring(0, entry.action().indexOf('.') + 1))))
                        .build();
            case RESOURCE ->
                query.resource("certificate:" + entry.resource().id()).build();
            case SEVERITY -> query.severities(Set.of(entry.severity())).build();
            case DAY ->
                query.time(new TimeRange(from, from.plus(Duration.ofDays(1)))).build();
            case COMBINED ->
                query.q("\"" + word + "\"")
                        .actorType(entry.actor().type())
                        .severities(EnumSet.of(Severity.INFO, entry.severity()))
                        .time(new TimeRange(from.minus(TEN_DAYS), from.plus(Duration.ofDays(1))))
                        .build();
            case TRACE ->
                query.q("trace:" + (entry.trace().isEmpty() ? "none" : entry.trace()))
                        .build();
            case NOTHING -> query.q("\"revoked\" \"reached\"").build();
        };
    }
}
