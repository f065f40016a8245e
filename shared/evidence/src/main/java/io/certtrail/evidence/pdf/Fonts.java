package io.certtrail.evidence.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.openpdf.text.pdf.BaseFont;

/**
 * The three faces of Liberation, embedded in part, and what they can show. They have Latin, Greek and Cyrillic; other
 * characters are shown without their marks where that is enough, else as {@code [U+4E2D]}: never a box. For one
 * document.
 */
final class Fonts {
    /** No line of these pages has room for so many. */
    private static final int MOST_ON_A_LINE = 400;

    private final BaseFont regular = load("LiberationSans-Regular.ttf");
    private final BaseFont bold = load("LiberationSans-Bold.ttf");
    private final BaseFont mono = load("LiberationMono-Regular.ttf");

    BaseFont of(Face face) {
        return switch (face) {
            case REGULAR -> regular;
            case BOLD -> bold;
            case MONO -> mono;
        };
    }

    /** The faces. */
    enum Face {
        REGULAR,
        BOLD,
        MONO
    }

    /** A text in which every character has a glyph. */
    String shown(Face face, String text) {
        return String.join("", characters(face, text));
    }

    private List<String> characters(Face face, String text) {
        BaseFont font = of(face);
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .mapToObj(codePoint -> shown(font, codePoint))
                .toList();
    }

    /** The text on one line that is no wider than this. What is too long is cut in its middle, since names often differ at their ends. */
    String fitted(Face face, String text, float size, float width) {
        List<String> characters = characters(face, text);
        String shown = String.join("", characters);
        int kept = Math.min(characters.size(), MOST_ON_A_LINE);
        while (kept > 0 && width(face, shown, size) > width) {
            kept--;
            int end = kept / 3;
            shown = String.join("", characters.subList(0, kept - end)) + "\u2026"
                    + String.join("", characters.subList(characters.size() - end, characters.size()));
        }
        return shown;
    }

    float width(Face face, String text, float size) {
        return of(face).getWidthPoint(text, size);
    }

    /** The lines of a text that are no wider than this; words are kept whole where they fit into a line. */
    List<String> lines(Face face, String text, float size, float width) {
        List<String> lines = new ArrayList<>();
        for (String given : text.split("\n", -1)) {
            wrap(face, shown(face, given), size, width, lines);
        }
        return lines;
    }

    /** The lines of a text that has none of its own: its line ends are shown as characters that have no glyph. */
    List<String> wrapped(Face face, String text, float size, float width) {
        List<String> lines = new ArrayList<>();
        wrap(face, shown(face, text), size, width, lines);
        return lines;
    }

    private void wrap(Face face, String text, float size, float width, List<String> lines) {
        String rest = text;
        while (width(face, rest, size) > width) {
            int end = fitting(face, rest, size, width);
            int space = rest.lastIndexOf(' ', end);
            int number = rest.lastIndexOf("[U+", end - 1);
            boolean isWithinOne = number > 0 && rest.indexOf(']', number) >= end;
            int cut = space > 0 ? space : isWithinOne ? number : end;
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(rest);
    }

    /** How many characters fit; at least one. */
    private int fitting(Face face, String text, float size, float width) {
        float taken = 0;
        int at = 0;
        while (at < text.length()) {
            int next = text.offsetByCodePoints(at, 1);
            taken += width(face, text.substring(at, next), size);
            if (taken > width) {
                return Math.max(at, text.offsetByCodePoints(0, 1));
            }
            at = next;
        }
        return at;
    }

    private static String shown(BaseFont font, int codePoint) {
        if (isShown(font, codePoint)) {
            return Character.toString(codePoint);
        }
        String plain = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD);
        String base = plain.codePoints()
                .filter(part -> Character.getType(part) != Character.NON_SPACING_MARK)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return !base.isEmpty() && base.codePoints().allMatch(part -> isShown(font, part))
                ? base
                : "[U+%04X]".formatted(codePoint);
    }

    /** Scripts that run from the right, and marks that must be put in their place, are not laid out: so they are not shown. */
    private static boolean isShown(BaseFont font, int codePoint) {
        if (codePoint == ' ' || codePoint == 0xA0) {
            return true;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK -> false;
            default ->
                !isFromTheRight(codePoint) && codePoint <= Character.MAX_VALUE && font.charExists((char) codePoint);
        };
    }

    private static boolean isFromTheRight(int codePoint) {
        byte direction = Character.getDirectionality(codePoint);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    private static BaseFont load(String name) {
        try (InputStream in = BaseFont.class.getResourceAsStream("/liberation/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the font " + name + " is missing");
            }
            BaseFont font = BaseFont.createFont(
                    name, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, BaseFont.NOT_CACHED, in.readAllBytes(), null);
            font.setIncludeCidSet(false); // PDF/A-3 wants it whole or not at all.
            return font;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
