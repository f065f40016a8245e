package io.certtrail.domain.exports;

import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.export.Closed;
import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Counts rows as they pass. Its memory is bounded: when there are more than {@value #MOST_TIMES} days they become
 * months, and those years; and a name that is first seen after {@value #MOST_NAMES} others counts as one of the others.
 * For one thread.
 */
public final class FigureCounter {
    /** So many names are counted singly. */
    public static final int MOST_NAMES = 10_000;

    /** So many bars of time there are at most. */
    public static final int MOST_TIMES = 366;

    private static final int SHOWN = 10;

    private enum Period {
        DAY(10),
        MONTH(7),
        YEAR(4);

        /** How much of an ISO date names it. */
        private final int characters;

        Period(int characters) {
            this.characters = characters;
        }
    }

    private final Set<Attribute> closed;
    private Period period = Period.DAY;
    private TreeMap<String, Long> times = new TreeMap<>();
    private final Names actions = new Names();
    private final Names actors = new Names();
    private final Map<Severity, Long> severities = new EnumMap<>(Severity.class);
    private long rows;

    /** A counter of all that there is to count. */
    public FigureCounter() {
        this(List.of());
    }

    /** A counter of rows of which some attributes are not shown: those are not counted either. */
    public FigureCounter(Collection<Attribute> closed) {
        this.closed = Set.copyOf(closed);
    }

    public void add(Entry entry) {
        rows++;
        if (!closed.contains(Attribute.TIME)) {
            times.merge(time(entry.time()), 1L, Long::sum);
            while (times.size() > MOST_TIMES && period != Period.YEAR) {
                coarsen();
            }
        }
        if (!closed.contains(Attribute.ACTION)) {
            actions.add(entry.action());
        }
        if (!closed.contains(Attribute.ACTOR)) {
            String name = entry.actor().name();
            actors.add(name.isEmpty() ? entry.actor().id() : name);
        }
        if (!closed.contains(Attribute.SEVERITY)) {
            severities.merge(entry.severity(), 1L, Long::sum);
        }
    }

    /** What was counted so far, to go on from with {@link #ofJson}. */
    Json.Obj toJson() {
        Map<String, Long> bySeverity = new TreeMap<>();
        severities.forEach((severity, count) -> bySeverity.put(severity.text(), count));
        return Json.obj()
                .put("closed", Closed.toJson(closed.stream().sorted().toList()))
                .put("rows", rows)
                .put("period", period.name())
                .put("times", counts(times))
                .put("actions", counts(actions.counts))
                .put("otherActions", actions.others)
                .put("actors", counts(actors.counts))
                .put("otherActors", actors.others)
                .put("severities", counts(bySeverity))
                .build();
    }

    /** A counter that goes on from {@link #toJson}. */
    static FigureCounter ofJson(Json.Obj json) {
        List<Attribute> closed = ((Json.Arr) json.member("closed"))
                .items().stream()
                        .map(item -> Attribute.find(((Json.Str) item).value()).orElseThrow())
                        .toList();
        FigureCounter counter = new FigureCounter(closed);
        counter.rows = number(json.member("rows"));
        counter.period = Period.valueOf(((Json.Str) json.member("period")).value());
        read(json.member("times"), counter.times::put);
        read(json.member("actions"), counter.actions.counts::put);
        counter.actions.others = number(json.member("otherActions"));
        read(json.member("actors"), counter.actors.counts::put);
        counter.actors.others = number(json.member("otherActors"));
        read(json.member("severities"), (name, count) -> counter.severities.put(Severity.parse(name), count));
        return counter;
    }

    private static Json.Obj counts(Map<String, Long> counts) {
        Json.ObjBuilder object = Json.obj();
        counts.forEach(object::put);
        return object.build();
    }

    private static void read(Json counts, BiConsumer<String, Long> into) {
        ((Json.Obj) counts).members().forEach((name, count) -> into.accept(name, number(count)));
    }

    private static long number(Json value) {
        return ((Json.Num) value).value();
    }

    public Figures figures() {
        List<Figures.Count> byTime = times.entrySet().stream()
                .map(time -> new Figures.Count(time.getKey(), time.getValue()))
                .toList();
        List<Figures.Count> bySeverity = Arrays.stream(Severity.values())
                .sorted(Comparator.reverseOrder())
                .map(severity -> new Figures.Count(severity.text(), severities.getOrDefault(severity, 0L)))
                .toList();
        String name = period.name().toLowerCase(Locale.ROOT);
        return new Figures(rows, name, byTime, actions.top(), bySeverity, actors.top());
    }

    private String time(Instant time) {
        String date = time.atOffset(ZoneOffset.UTC).toLocalDate().toString();
        return date.substring(0, date.length() - (Period.DAY.characters - period.characters));
    }

    private void coarsen() {
        period = period == Period.DAY ? Period.MONTH : Period.YEAR;
        TreeMap<String, Long> coarse = new TreeMap<>();
        times.forEach((time, count) -> coarse.merge(time.substring(0, period.characters), count, Long::sum));
        times = coarse;
    }

    private static final class Names {
        private final Map<String, Long> counts = new HashMap<>();
        private long others;

        void add(String name) {
            if (counts.size() < MOST_NAMES || counts.containsKey(name)) {
                counts.merge(name, 1L, Long::sum);
            } else {
                others++;
            }
        }

        Figures.Top top() {
            List<Figures.Count> most = counts.entrySet().stream()
                    .map(count -> new Figures.Count(count.getKey(), count.getValue()))
                    .sorted(Comparator.comparingLong(Figures.Count::rows)
                            .reversed()
                            .thenComparing(Figures.Count::name))
                    .limit(SHOWN)
                    .toList();
            long shown = most.stream().mapToLong(Figures.Count::rows).sum();
            long all = counts.values().stream().mapToLong(Long::longValue).sum() + others;
            return new Figures.Top(most, all - shown);
        }
    }
}
