package io.certtrail.evidence.pdf;

import io.certtrail.evidence.pdf.Sheets.Style;
import java.util.List;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfAnnotation;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfFormField;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfStructureElement;
import org.openpdf.text.pdf.PdfTemplate;

/** Sets pieces on sheets. For one document. */
final class Typesetter {
    private static final float NAMES = 118;
    private static final float GAP = 7;
    private static final float BULLET = 12;
    private static final float ROW_GAP = 5;
    /** A row with no more lines than that is not divided. */
    private static final int KEPT_LINES = 12;

    private static final float SIGNATURE_HEIGHT = 78;
    private static final float BLANK_HEIGHT = 30;

    private final Sheets sheets;
    private final Fonts fonts;
    private boolean belowHeading;

    Typesetter(Sheets sheets) {
        this.sheets = sheets;
        fonts = sheets.fonts();
    }

    void set(List<Piece> pieces) {
        pieces.forEach(this::set);
    }

    private void set(Piece piece) {
        switch (piece) {
            case Piece.Title(String text) -> block("H1", Style.TITLE, text, 0, 10);
            case Piece.Heading(String text, boolean onNewPage) -> heading(text, onNewPage);
            case Piece.Subheading(String text) -> {
                sheets.need(Style.SUBHEADING.leading() + 4 * Style.BODY.leading());
                block(belowHeading ? "H3" : "H2", Style.SUBHEADING, text, 6, 3);
            }
            case Piece.Text(String text) -> block("P", Style.BODY, text, 0, GAP);
            case Piece.Code(String text) -> code(text);
            case Piece.Items(List<String> texts) -> items(texts);
            case Piece.Facts(List<Piece.Fact> facts) -> facts(facts);
            case Piece.Figure(Chart chart) -> new ChartPainter(sheets).paint(chart);
            case Piece.Blanks(List<String> names) -> names.forEach(this::blank);
            case Piece.SignHere(String field, String tip) -> signHere(field, tip);
        }
    }

    private void heading(String text, boolean onNewPage) {
        belowHeading = true;
        if (onNewPage && !sheets.isMostlyEmpty()) {
            sheets.nextPage();
        }
        sheets.need(Style.HEADING.leading() + 5 * Style.BODY.leading());
        block("H2", Style.HEADING, text, sheets.isAtTop() ? 0 : 10, 7);
    }

    private void block(String role, Style style, String text, float before, float after) {
        List<String> lines = fonts.lines(style.face(), text, style.size(), Sheets.WIDTH);
        sheets.need(before + lines.size() * style.leading());
        sheets.down(before);
        sheets.block(sheets.element(role), style, lines, 0);
        sheets.down(after);
    }

    private void code(String text) {
        Style style = Style.CODE;
        List<String> lines = fonts.lines(style.face(), text, style.size(), Sheets.WIDTH - 2 * GAP);
        sheets.need(lines.size() * style.leading() + 2 * GAP);
        float height = lines.size() * style.leading() + GAP;
        sheets.artifact(() -> {
            sheets.canvas().setColorFill(new java.awt.Color(0xf3, 0xf5, 0xf8));
            sheets.canvas().rectangle(Sheets.LEFT, sheets.y() - height, Sheets.WIDTH, height);
            sheets.canvas().fill();
        });
        sheets.down(GAP / 2);
        sheets.block(sheets.element("P"), style, lines, GAP);
        sheets.down(GAP / 2 + GAP);
    }

    private void items(List<String> texts) {
        Style style = Style.BODY;
        PdfStructureElement list = sheets.element("L");
        for (String text : texts) {
            List<String> lines = fonts.lines(style.face(), text, style.size(), Sheets.WIDTH - BULLET);
            sheets.need(lines.size() * style.leading());
            PdfStructureElement item = Sheets.element(list, "LI");
            sheets.canvas().beginMarkedContentSequence(Sheets.element(item, "Lbl"));
            sheets.draw(style, List.of("\u2022"), Sheets.LEFT + 2, sheets.y());
            sheets.canvas().endMarkedContentSequence();
            sheets.block(Sheets.element(item, "LBody"), style, lines, BULLET);
            sheets.down(3);
        }
        sheets.down(GAP - 3);
    }

    private void facts(List<Piece.Fact> facts) {
        PdfStructureElement table = sheets.element("Table");
        facts.forEach(fact -> row(Sheets.element(table, "TR"), fact));
        sheets.down(GAP);
    }

    /** A row is kept whole, unless it is so long that it has to go on, on the next page. */
    private void row(PdfStructureElement row, Piece.Fact fact) {
        Style style = fact.exact() ? Style.CODE : Style.BODY;
        List<String> name = fonts.wrapped(Style.STRONG.face(), fact.name(), Style.STRONG.size(), NAMES - GAP);
        List<String> value = fonts.wrapped(style.face(), fact.value(), style.size(), Sheets.WIDTH - NAMES);
        sheets.need(Math.max(name.size() * Style.STRONG.leading(), height(Math.min(value.size(), KEPT_LINES), style)));
        PdfStructureElement header = Sheets.element(row, "TH");
        PdfDictionary scope = new PdfDictionary();
        scope.put(PdfName.O, new PdfName("Table"));
        scope.put(new PdfName("Scope"), new PdfName("Row"));
        header.put(PdfName.A, scope);
        sheets.canvas().beginMarkedContentSequence(header);
        sheets.draw(Style.STRONG, name, Sheets.LEFT, sheets.y());
        sheets.canvas().endMarkedContentSequence();
        PdfStructureElement data = Sheets.element(row, "TD");
        float least = name.size() * Style.STRONG.leading() + ROW_GAP;
        for (List<String> rest = part(data, style, value, least);
                !rest.isEmpty();
                rest = part(data, style, rest, least)) {
            sheets.nextPage();
            List<String> again =
                    fonts.wrapped(Style.STRONG.face(), fact.name() + ", continued", Style.STRONG.size(), NAMES - GAP);
            sheets.artifact(() -> sheets.draw(Style.STRONG, again, Sheets.LEFT, sheets.y()));
        }
    }

    /** As many lines of a row as the page has room for; gives the others. */
    private List<String> part(PdfStructureElement data, Style style, List<String> lines, float least) {
        int fitting = (int) ((sheets.left() - height(0, style)) / style.leading());
        int count = Math.min(Math.max(fitting, 1), lines.size());
        sheets.canvas().beginMarkedContentSequence(data);
        sheets.draw(style, lines.subList(0, count), Sheets.LEFT + NAMES, sheets.y() - offset(style));
        sheets.canvas().endMarkedContentSequence();
        sheets.down(Math.max(least, height(count, style)));
        sheets.rule(Sheets.LEFT, sheets.y() + 2, Sheets.WIDTH, Sheets.LINE);
        return lines.subList(count, lines.size());
    }

    /** The height of a row. */
    private static float height(int lines, Style style) {
        return lines * style.leading() + offset(style) + ROW_GAP;
    }

    /** Small text stands on the same line as what is beside it. */
    private static float offset(Style style) {
        return style.equals(Style.CODE) ? 1.5f : 0;
    }

    private void blank(String name) {
        sheets.need(BLANK_HEIGHT);
        sheets.down(BLANK_HEIGHT - Style.SMALL.leading() - 4);
        sheets.rule(Sheets.LEFT, sheets.y(), Sheets.WIDTH * 0.62f, Sheets.PALE);
        sheets.block(
                sheets.element("P"),
                Style.SMALL,
                fonts.lines(Style.SMALL.face(), name, Style.SMALL.size(), Sheets.WIDTH),
                0);
        sheets.down(4);
    }

    private void signHere(String name, String tip) {
        sheets.need(SIGNATURE_HEIGHT + GAP);
        float width = Sheets.WIDTH * 0.62f;
        float bottom = sheets.y() - SIGNATURE_HEIGHT;
        sheets.artifact(() -> {
            sheets.canvas().setColorStroke(Sheets.PALE);
            sheets.canvas().setLineWidth(0.8f);
            sheets.canvas().rectangle(Sheets.LEFT, bottom, width, SIGNATURE_HEIGHT);
            sheets.canvas().stroke();
        });
        PdfFormField field = PdfFormField.createSignature(sheets.writer());
        field.setWidget(
                new Rectangle(Sheets.LEFT, bottom, Sheets.LEFT + width, bottom + SIGNATURE_HEIGHT),
                PdfAnnotation.HIGHLIGHT_NONE);
        PdfTemplate appearance = sheets.canvas().createTemplate(width, SIGNATURE_HEIGHT);
        field.setAppearance(PdfAnnotation.APPEARANCE_NORMAL, appearance);
        add(sheets, field, name, tip);
        sheets.down(SIGNATURE_HEIGHT + GAP);
    }

    /** Puts a field on the page, and where it belongs in the structure. */
    static void add(Sheets sheets, PdfFormField field, String name, String tip) {
        field.setFieldName(name);
        field.setUserName(tip);
        field.setFlags(PdfAnnotation.FLAGS_PRINT);
        field.setPage();
        PdfStructureElement form = sheets.element("Form");
        PdfDictionary reference = new PdfDictionary(new PdfName("OBJR"));
        reference.put(new PdfName("Obj"), field.getIndirectReference());
        reference.put(PdfName.PG, sheets.writer().getCurrentPage());
        form.put(PdfName.K, reference);
        form.put(PdfName.PG, sheets.writer().getCurrentPage());
        int key = sheets.writer().getStructureTreeRoot().addExistingObject(form.getReference());
        field.put(new PdfName("StructParent"), Sheets.number(key));
        sheets.writer().addAnnotation(field);
    }
}
