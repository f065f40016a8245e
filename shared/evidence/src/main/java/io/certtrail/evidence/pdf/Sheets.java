package io.certtrail.evidence.pdf;

import io.certtrail.evidence.pdf.Fonts.Face;
import java.awt.Color;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.DocumentException;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfArray;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfNumber;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfStructureElement;
import org.openpdf.text.pdf.PdfWriter;

/**
 * The pages: a cursor that goes down, and the structure elements (ISO 32000-1 §14.8.4) put around what is drawn. Lengths
 * in points. For one document.
 */
final class Sheets {
    static final float LEFT = 62;
    static final float WIDTH = 595 - 2 * LEFT;
    static final Color INK = new Color(0x1c, 0x25, 0x33);
    static final Color PALE = new Color(0x5a, 0x64, 0x73);
    static final Color LINE = new Color(0xc8, 0xce, 0xd8);

    private static final float TOP = 842 - 64;
    private static final float BOTTOM = 72;
    private static final float FOOT = 40;

    private final Document document;
    private final PdfWriter writer;
    private final PdfContentByte canvas;
    private final Fonts fonts;
    private final PdfStructureElement whole;
    private final String footer;
    private final int pages;
    private float y = TOP;
    private int page = 1;

    /**
     * Begins with the first page.
     *
     * @param footer stands below each page
     * @param pages how many there will be; 0 while that isn't known
     */
    Sheets(Document document, PdfWriter writer, Fonts fonts, String footer, int pages) {
        this.document = document;
        this.writer = writer;
        this.fonts = fonts;
        this.footer = footer;
        this.pages = pages;
        canvas = writer.getDirectContent();
        whole = new PdfStructureElement(writer.getStructureTreeRoot(), new PdfName("Document"));
        foot();
    }

    int page() {
        return page;
    }

    float y() {
        return y;
    }

    Fonts fonts() {
        return fonts;
    }

    PdfContentByte canvas() {
        return canvas;
    }

    PdfWriter writer() {
        return writer;
    }

    PdfStructureElement element(String role) {
        return new PdfStructureElement(whole, new PdfName(role));
    }

    static PdfStructureElement element(PdfStructureElement parent, String role) {
        return new PdfStructureElement(parent, new PdfName(role));
    }

    /** Makes sure that so much is left on the page, or goes on to the next. */
    void need(float height) {
        if (y - height < BOTTOM) {
            nextPage();
        }
    }

    /** How much is left on the page. */
    float left() {
        return y - BOTTOM;
    }

    /** Whether less than a third of the page is used: a page should not end there. */
    boolean isMostlyEmpty() {
        return TOP - y < (TOP - BOTTOM) / 3;
    }

    boolean isAtTop() {
        return y == TOP;
    }

    void down(float height) {
        y -= height;
    }

    void nextPage() {
        try {
            document.newPage();
        } catch (DocumentException e) {
            throw new IllegalStateException(e);
        }
        y = TOP;
        page++;
        foot();
    }

    /** Lines of text below the cursor, as one element. */
    void block(PdfStructureElement element, Style style, List<String> lines, float indent) {
        canvas.beginMarkedContentSequence(element);
        draw(style, lines, LEFT + indent, y);
        canvas.endMarkedContentSequence();
        y -= lines.size() * style.leading();
    }

    /** Draws lines from a place downwards; the cursor stays. */
    void draw(Style style, List<String> lines, float x, float top) {
        canvas.beginText();
        canvas.setColorFill(style.color());
        canvas.setFontAndSize(fonts.of(style.face()), style.size());
        float at = top;
        for (String line : lines) {
            at -= style.leading();
            canvas.setTextMatrix(x, at + (style.leading() - style.size()) * 0.75f);
            canvas.showText(line);
        }
        canvas.endText();
    }

    /** Draws what is there for the eye alone. */
    void artifact(Runnable drawing) {
        canvas.beginMarkedContentSequence(new PdfName("Artifact"));
        drawing.run();
        canvas.endMarkedContentSequence();
    }

    void rule(float x, float at, float width, Color color) {
        artifact(() -> line(x, at, width, color));
    }

    void line(float x, float at, float width, Color color) {
        canvas.setColorStroke(color);
        canvas.setLineWidth(0.6f);
        canvas.moveTo(x, at);
        canvas.lineTo(x + width, at);
        canvas.stroke();
    }

    /** The attributes of layout that a figure or a form must have. */
    static PdfDictionary layout(@Nullable Rectangle box) {
        PdfDictionary layout = new PdfDictionary();
        layout.put(PdfName.O, new PdfName("Layout"));
        layout.put(new PdfName("Placement"), new PdfName("Block"));
        if (box != null) {
            layout.put(
                    PdfName.BBOX,
                    new PdfArray(new float[] {box.getLeft(), box.getBottom(), box.getRight(), box.getTop()}));
        }
        return layout;
    }

    static PdfString text(String text) {
        return new PdfString(text, org.openpdf.text.pdf.PdfObject.TEXT_UNICODE);
    }

    static PdfNumber number(int number) {
        return new PdfNumber(number);
    }

    private void foot() {
        String number = pages == 0 ? "Page " + page : "Page %d of %d".formatted(page, pages);
        Style style = Style.SMALL;
        float right = LEFT + WIDTH - fonts.width(Face.REGULAR, number, style.size());
        float room = right - LEFT - 12;
        String whole = fonts.shown(style.face(), footer);
        String first = fonts.wrapped(style.face(), footer, style.size(), room).getFirst();
        String second = whole.substring(first.length()).strip();
        List<String> left = second.isEmpty()
                ? List.of(first)
                : List.of(first, fonts.fitted(style.face(), second, style.size(), room));
        PdfDictionary kind = new PdfDictionary();
        kind.put(PdfName.TYPE, new PdfName("Pagination"));
        canvas.beginMarkedContentSequence(new PdfName("Artifact"), kind, true);
        line(LEFT, FOOT + 14, WIDTH, LINE);
        draw(style, left, LEFT, FOOT + 10);
        draw(style, List.of(number), right, FOOT + 10);
        canvas.endMarkedContentSequence();
    }

    /**
     * How text is set.
     *
     * @param leading from line to line
     */
    record Style(Face face, float size, float leading, Color color) {
        static final Style TITLE = new Style(Face.BOLD, 22, 28, INK);
        static final Style HEADING = new Style(Face.BOLD, 15, 20, INK);
        static final Style SUBHEADING = new Style(Face.BOLD, 11, 15, INK);
        static final Style BODY = new Style(Face.REGULAR, 9.5f, 13.5f, INK);
        static final Style STRONG = new Style(Face.BOLD, 9.5f, 13.5f, INK);
        static final Style CODE = new Style(Face.MONO, 8, 11.5f, INK);
        static final Style SMALL = new Style(Face.REGULAR, 8, 11, PALE);
    }
}
