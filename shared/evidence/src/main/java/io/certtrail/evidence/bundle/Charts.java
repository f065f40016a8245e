package io.certtrail.evidence.bundle;

import io.certtrail.domain.exports.Figures;
import io.certtrail.evidence.pdf.Bar;
import io.certtrail.evidence.pdf.Chart;
import io.certtrail.ledger.entry.Attribute;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures as charts, each with the same in words. */
final class Charts {
    private Charts() {}

    /** @param closed the attributes that are not shown, and so not counted */
    static List<Chart> of(Figures figures, List<Attribute> closed) {
        List<Chart> charts = new ArrayList<>();
        if (!closed.contains(Attribute.TIME)) {
            charts.add(course(figures));
        }
        if (!closed.contains(Attribute.ACTION)) {
            charts.add(ranking("Entries by action", "action", figures.byAction()));
        }
        if (!closed.contains(Attribute.SEVERITY)) {
            charts.add(bySeverity(figures));
        }
        if (!closed.contains(Attribute.ACTOR)) {
            charts.add(ranking("Entries by actor", "actor", figures.byActor()));
        }
        return charts;
    }

    private static Chart course(Figures figures) {
        String title = "Entries by " + figures.period() + " (UTC)";
        List<Figures.Count> counts = figures.byTime();
        if (counts.isEmpty()) {
            return new Chart.Course(title, List.of(), title + ": there are none.");
        }
        Figures.Count most = counts.stream()
                .max(Comparator.comparingLong(Figures.Count::rows))
                .orElseThrow();
        String words = "%s, from %s to %s, %s with entries. The most, %s, in %s.%s"
                .formatted(
                        title,
                        counts.getFirst().name(),
                        counts.getLast().name(),
                        count(counts.size()) + " " + figures.period() + "(s)",
                        count(most.rows()),
                        most.name(),
                        counts.size() <= 40 ? " " + listed(counts) : "");
        return new Chart.Course(title, filled(figures), words);
    }

    /** Days without an entry are shown as such; where there would be too many bars, only those with one are shown. */
    private static List<Bar> filled(Figures figures) {
        List<Figures.Count> counts = figures.byTime();
        if (figures.period().equals("day")) {
            LocalDate from = LocalDate.parse(counts.getFirst().name());
            LocalDate to = LocalDate.parse(counts.getLast().name());
            if (from.datesUntil(to.plusDays(1)).limit(367).count() <= 366) {
                Map<String, Long> known =
                        counts.stream().collect(Collectors.toMap(Figures.Count::name, Figures.Count::rows));
                return from.datesUntil(to.plusDays(1))
                        .map(day -> new Bar(day.toString(), known.getOrDefault(day.toString(), 0L)))
                        .toList();
            }
        }
        return bars(counts);
    }

    private static Chart bySeverity(Figures figures) {
        return new Chart.Ranking(
                "Entries by severity",
                bars(figures.bySeverity()),
                "Entries by severity: " + listed(figures.bySeverity()));
    }

    private static Chart ranking(String title, String what, Figures.Top top) {
        List<Bar> bars = new ArrayList<>(bars(top.most()));
        if (top.others() > 0) {
            bars.add(new Bar("(others)", top.others()));
        }
        String words = top.most().isEmpty()
                ? title + ": there are none."
                : title + ", most frequent first: " + listed(top.most())
                        + (top.others() > 0 ? " With another " + what + ": " + count(top.others()) + "." : "");
        return new Chart.Ranking(title, bars, words);
    }

    private static List<Bar> bars(List<Figures.Count> counts) {
        return counts.stream().map(count -> new Bar(count.name(), count.rows())).toList();
    }

    private static String listed(List<Figures.Count> counts) {
        return counts.stream()
                .map(count -> count.name() + " " + count(count.rows()))
                .collect(Collectors.joining("; ", "", "."));
    }

    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
