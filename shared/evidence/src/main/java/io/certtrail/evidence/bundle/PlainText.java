package io.certtrail.evidence.bundle;

import io.certtrail.evidence.pdf.Piece;
import java.util.List;

/** Pieces as a text. */
final class PlainText {
    private PlainText() {}

    static String of(List<Piece> pieces) {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> append(piece, text));
        return text.toString().strip() + "\n";
    }

    private static void append(Piece piece, StringBuilder text) {
        switch (piece) {
            case Piece.Title(String title) ->
                text.append(title)
                        .append('\n')
                        .append("=".repeat(title.length()))
                        .append("\n\n");
            case Piece.Heading(String heading, boolean onNewPage) ->
                text.append('\n')
                        .append(heading)
                        .append('\n')
                        .append("-".repeat(heading.length()))
                        .append("\n\n");
            case Piece.Subheading(String heading) -> text.append(heading).append("\n\n");
            case Piece.Text(String paragraph) -> text.append(paragraph).append("\n\n");
            case Piece.Code(String code) -> text.append(code.indent(4)).append('\n');
            case Piece.Items(List<String> items) -> {
                items.forEach(item -> text.append("- ").append(item).append('\n'));
                text.append('\n');
            }
            case Piece.Facts(List<Piece.Fact> facts) -> {
                facts.forEach(fact -> text.append("%-18s %s\n".formatted(fact.name(), onOneLine(fact.value()))));
                text.append('\n');
            }
            case Piece.Figure figure ->
                text.append(figure.chart().alternative()).append("\n\n");
            case Piece.Blanks blanks -> {}
            case Piece.SignHere box -> {}
        }
    }

    /** A value stands on its own line, whatever it holds: what would end the line or turn it round is shown by its number. */
    private static String onOneLine(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> line.append("[U+%04X]".formatted(c));
                default -> line.appendCodePoint(c);
            }
        });
        return line.toString();
    }
}
