package io.certtrail.ledger.export;

/** A piece of text for a message: short, on one line, and harmless on a terminal. */
public final class Excerpt {
    private static final int LENGTH = 60;

    private Excerpt() {}

    public static String of(String text) {
        return of(text, 0);
    }

    /** The whole text unless it is long, without quotes around it. */
    public static String plain(String text, int most) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(most).forEach(c -> append(c, shown));
        return shown.append(text.length() > most ? "…" : "").toString();
    }

    /** What stands at and after a place. */
    public static String of(String text, int at) {
        if (at >= text.length()) {
            return "the end";
        }
        StringBuilder shown = new StringBuilder("\"");
        text.codePoints().skip(text.codePointCount(0, at)).limit(LENGTH).forEach(c -> append(c, shown));
        return shown.append(text.length() - at > LENGTH ? "…\"" : "\"").toString();
    }

    private static void append(int codePoint, StringBuilder shown) {
        boolean visible = switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
        if (visible) {
            shown.appendCodePoint(codePoint);
        } else {
            shown.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
        }
    }
}
