package io.certtrail.ledger.export;

import io.certtrail.ledger.json.Utf8Sink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of the CSV: cells joined by commas, quoted if and only if they hold a comma or a quote. A cell that a
 * spreadsheet would take for a formula is written with one {@code '} before it.
 */
public final class CsvLine {
    private static final String FORMULA_STARTS = "=+-@\t'";

    private CsvLine() {}

    public static String join(List<String> values) {
        Utf8Sink line = new Utf8Sink(512);
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                line.ascii(',');
            }
            cell(values.get(i), line);
        }
        return new String(line.toBytes(), StandardCharsets.UTF_8);
    }

    /**
     * Appends a cell to a line.
     *
     * @throws IllegalArgumentException if the value holds a lone surrogate
     */
    static void cell(String value, Utf8Sink line) {
        boolean quoted = value.indexOf(',') >= 0 || value.indexOf('"') >= 0;
        if (quoted) {
            line.ascii('"');
        }
        if (!value.isEmpty() && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0) {
            line.ascii('\'');
        }
        if (quoted) {
            doubled(value, line);
            line.ascii('"');
        } else {
            line.text(value);
        }
    }

    private static void doubled(String value, Utf8Sink line) {
        int at = 0;
        for (int quote = value.indexOf('"'); quote >= 0; quote = value.indexOf('"', at)) {
            line.text(value, at, quote + 1);
            line.ascii('"');
            at = quote + 1;
        }
        line.text(value, at, value.length());
    }

    /**
     * The values of a line's cells. Strict: a line that {@link #join} would write in another way is refused.
     *
     * @param cells how many there must be
     * @throws FormatException if the line is anything else
     */
    public static List<String> split(String line, int cells) {
        List<String> values = new ArrayList<>(cells);
        int at = 0;
        while (at <= line.length() && values.size() <= cells) {
            int end = endOfCell(line, at);
            values.add(value(line.substring(at, end)));
            at = end + 1;
        }
        if (values.size() != cells) {
            String found = values.size() > cells ? "more" : Integer.toString(values.size());
            throw new FormatException("", cells + " cells", found);
        }
        String same = join(values);
        if (!same.equals(line)) {
            throw otherSpelling(same, line);
        }
        return values;
    }

    private static int endOfCell(String line, int start) {
        if (start == line.length() || line.charAt(start) != '"') {
            int comma = line.indexOf(',', start);
            return comma < 0 ? line.length() : comma;
        }
        int quote = line.indexOf('"', start + 1);
        while (quote >= 0 && quote + 1 < line.length() && line.charAt(quote + 1) == '"') {
            quote = line.indexOf('"', quote + 2);
        }
        if (quote < 0) {
            throw new FormatException("", "a closing quote for the one at character " + (start + 1), "none");
        }
        if (quote + 1 < line.length() && line.charAt(quote + 1) != ',') {
            throw new FormatException("", "a comma after the closing quote", Excerpt.of(line, quote + 1));
        }
        return quote + 1;
    }

    private static String value(String cell) {
        String text =
                cell.startsWith("\"") ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell;
        return text.startsWith("'") ? text.substring(1) : text;
    }

    private static FormatException otherSpelling(String expected, String found) {
        int at = 0;
        while (at < Math.min(expected.length(), found.length()) && expected.charAt(at) == found.charAt(at)) {
            at++;
        }
        return new FormatException(
                "", "character " + (at + 1) + " as " + Excerpt.of(expected, at), Excerpt.of(found, at));
    }
}
