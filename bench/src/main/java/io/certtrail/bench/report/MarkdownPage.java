package io.certtrail.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The report as Markdown: what is held against what first, then every row. It is what the terminal shows, too. */
public final class MarkdownPage {
    private MarkdownPage() {}

    public static String of(Report report) {
        List<String> lines = new ArrayList<>();
        if (report.quick()) {
            lines.add("**A quick run: short rounds and small numbers. It shows that everything runs, not how fast.**");
            lines.add("");
        }
        reaches(report, lines);
        if (!report.rows().isEmpty()) {
            rows(report, lines);
        }
        figures(report, lines);
        if (!report.notRun().isEmpty()) {
            lines.add("### Not run");
            lines.add("");
            report.notRun().forEach(what -> lines.add("- " + what));
            lines.add("");
        }
        lines.add("### The machine and the run");
        lines.add("");
        report.facts().forEach((name, value) -> lines.add("- " + name + ": " + value));
        return String.join("\n", lines) + "\n";
    }

    private static void reaches(Report report, List<String> lines) {
        lines.add("### Ratios, and what was to be reached");
        lines.add("");
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("to reach", "found", "wanted", "met", "what stands beside what"));
        for (Reach reach : report.reaches()) {
            table.add(List.of(
                    reach.wanted(),
                    number(reach.found()),
                    (reach.atLeast() ? "≥ " : "≤ ") + number(reach.limit()),
                    reach.met(),
                    reach.note()));
        }
        lines.addAll(table(table));
    }

    private static void rows(Report report, List<String> lines) {
        lines.add("### Appending");
        lines.add("");
        List<List<String>> table = new ArrayList<>();
        table.add(List.of(
                "contender",
                "on",
                "storage",
                "events a request",
                "writers",
                "events/s (min – max)",
                "p50 ms",
                "p99 ms",
                "write units an event",
                "read units an event",
                "bytes an event"));
        for (Row row : report.rows()) {
            table.add(List.of(
                    row.contender(),
                    row.place(),
                    row.storage().words(),
                    Integer.toString(row.batch()),
                    Integer.toString(row.writers()),
                    "%s (%s – %s)"
                            .formatted(
                                    number(row.eventsASecond().median()),
                                    number(row.eventsASecond().min()),
                                    number(row.eventsASecond().max())),
                    number(row.p50()),
                    number(row.p99()),
                    number(row.writeUnits()),
                    number(row.readUnits()),
                    number(row.bytes())));
        }
        lines.addAll(table(table));
    }

    private static void figures(Report report, List<String> lines) {
        Set<String> subjects = new LinkedHashSet<>();
        report.figures().forEach(figure -> subjects.add(figure.subject()));
        for (String subject : subjects) {
            lines.add("### " + subject);
            lines.add("");
            List<List<String>> table = new ArrayList<>();
            table.add(List.of("what", "figure", "unit", "how"));
            report.figures().stream()
                    .filter(figure -> figure.subject().equals(subject))
                    .forEach(figure ->
                            table.add(List.of(figure.name(), number(figure.value()), figure.unit(), figure.note())));
            lines.addAll(table(table));
        }
    }

    /** Columns as wide as their widest cell, so that it reads in a terminal as well. */
    private static List<String> table(List<List<String>> cells) {
        List<String> lines = new ArrayList<>();
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < cells.getFirst().size(); column++) {
            int at = column;
            widths.add(
                    cells.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
        }
        for (List<String> row : cells) {
            StringBuilder line = new StringBuilder("|");
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                line.append(' ')
                        .append(cell)
                        .repeat(' ', widths.get(column) - cell.length())
                        .append(" |");
            }
            lines.add(line.toString());
            if (lines.size() == 1) {
                StringBuilder rule = new StringBuilder("|");
                widths.forEach(width -> rule.append("-".repeat(width + 2)).append('|'));
                lines.add(rule.toString());
            }
        }
        lines.add("");
        return lines;
    }

    /** Three digits that say something, and no more. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        double size = Math.abs(value);
        String format = size >= 100 || size == 0 ? "%,.0f" : size >= 10 ? "%,.1f" : "%,.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
