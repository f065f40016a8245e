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
    private static final float VALUE_GAP = 5;
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
        float values = (float) chart.bars().stream()
                .mapToDouble(bar -> fonts.width(Style.SMALL.face(), count(bar.value()), Style.SMALL.size()))
                .max()
                .orElse(0);
        float room = Sheets.WIDTH - LABELS - Math.max(VALUES, values + VALUE_GAP);
        for (Bar bar : chart.bars()) {
            float width = room * bar.value() / most;
            sheets.draw(Style.SMALL, List.of(label(bar)), Sheets.LEFT, top - 1);
            fill(Sheets.LEFT + LABELS, top - ROW + 3, Math.max(width, bar.value() == 0 ? 0 : 0.8f), ROW - 5);
            sheets.draw(Style.SMALL, List.of(count(bar.value())), Sheets.LEFT + LABELS + width + VALUE_GAP, top - 1);
            top -= ROW;
        }
    }

    private String label(Bar bar) {
        return fonts.fitted(Style.SMALL.face(), bar.label(), Style.SMALL.size(), LABELS - 8);
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

    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
