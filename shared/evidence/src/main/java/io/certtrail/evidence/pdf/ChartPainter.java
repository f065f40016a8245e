package io.certtrail.evidence.pdf;

import io.certtrail.evidence.pdf.Sheets.Style;
import java.awt.Color;
import java.util.List;
import java.util.Locale;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfStructureElement;

/** Draws charts as vectors. For one document. */
final class ChartPainter {
    private static final Color FILL = new Color(0x2f, 0x6f, 0xb3);
    private static final float ROW = 14;
    private static final float LABELS = 150;
    private static final float VALUES = 62;
    private static final float COURSE_HEIGHT = 96;

    private final Sheets sheets;
    private final Fonts fonts;

    ChartPainter(Sheets sheets) {
        this.sheets = sheets;
        fonts = sheets.fonts();
    }

    void paint(Chart chart) {
        float height = switch (chart) {
            case Chart.Ranking ranking -> ranking.bars().size() * ROW;
            case Chart.Course course -> COURSE_HEIGHT + Style.SMALL.leading() * 2;
        };
        float title = Style.SUBHEADING.leading() + 4;
        sheets.need(title + height + 14);
        sheets.block(
                sheets.element("H3"),
                Style.SUBHEADING,
                fonts.lines(Style.SUBHEADING.face(), chart.title(), Style.SUBHEADING.size(), Sheets.WIDTH),
                0);
        sheets.down(4);
        PdfStructureElement figure = sheets.element("Figure");
        figure.put(new PdfName("Alt"), Sheets.text(chart.alternative()));
        figure.put(
                PdfName.A,
                Sheets.layout(new Rectangle(Sheets.LEFT, sheets.y() - height, Sheets.LEFT + Sheets.WIDTH, sheets.y())));
        sheets.canvas().beginMarkedContentSequence(figure);
        long most =
                Math.max(1, chart.bars().stream().mapToLong(Bar::value).max().orElse(1));
        switch (chart) {
            case Chart.Ranking ranking -> ranking(ranking, most);
            case Chart.Course course -> course(course, most);
        }
        sheets.canvas().endMarkedContentSequence();
        sheets.down(height + 14);
    }

    private void ranking(Chart.Ranking chart, long most) {
        float top = sheets.y();
        float room = Sheets.WIDTH - LABELS - VALUES;
        for (Bar bar : chart.bars()) {
            float width = room * bar.value() / most;
            sheets.draw(Style.SMALL, List.of(fitted(bar.label(), LABELS - 8)), Sheets.LEFT, top - 1);
            fill(Sheets.LEFT + LABELS, top - ROW + 3, Math.max(width, bar.value() == 0 ? 0 : 0.8f), ROW - 5);
            sheets.draw(Style.SMALL, List.of(count(bar.value())), Sheets.LEFT + LABELS + width + 5, top - 1);
            top -= ROW;
        }
    }

    private void course(Chart.Course chart, long most) {
        List<Bar> bars = chart.bars();
        float top = sheets.y() - Style.SMALL.leading();
        float base = top - COURSE_HEIGHT;
        sheets.draw(Style.SMALL, List.of("most: " + count(most)), Sheets.LEFT, sheets.y());
        sheets.line(Sheets.LEFT, base, Sheets.WIDTH, Sheets.PALE);
        float step = Sheets.WIDTH / Math.max(bars.size(), 12);
        float width = Math.max(step * 0.8f, 0.4f);
        for (int i = 0; i < bars.size(); i++) {
            long value = bars.get(i).value();
            float height = value == 0 ? 0 : Math.max((COURSE_HEIGHT - 6) * value / most, 0.6f);
            fill(Sheets.LEFT + i * step, base, width, height);
        }
        if (!bars.isEmpty()) {
            sheets.draw(Style.SMALL, List.of(bars.getFirst().label()), Sheets.LEFT, base - 1);
        }
        if (bars.size() > 1) {
            String last = bars.getLast().label();
            float end = Sheets.LEFT + Math.max((bars.size() - 1) * step + width, 2 * 70);
            sheets.draw(
                    Style.SMALL,
                    List.of(last),
                    end - fonts.width(Style.SMALL.face(), last, Style.SMALL.size()),
                    base - 1);
        }
    }

    private void fill(float x, float y, float width, float height) {
        if (width > 0 && height > 0) {
            sheets.canvas().setColorFill(FILL);
            sheets.canvas().rectangle(x, y, width, height);
            sheets.canvas().fill();
        }
    }

    /** A label that is too long is cut, and says so. */
    private String fitted(String label, float width) {
        Style style = Style.SMALL;
        String shown = fonts.shown(style.face(), label.replace('\n', ' '));
        if (fonts.width(style.face(), shown, style.size()) <= width) {
            return shown;
        }
        int length = shown.length();
        while (length > 1 && fonts.width(style.face(), shown.substring(0, length) + "\u2026", style.size()) > width) {
            length = shown.offsetByCodePoints(length, -1);
        }
        return shown.substring(0, length) + "\u2026";
    }

    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
