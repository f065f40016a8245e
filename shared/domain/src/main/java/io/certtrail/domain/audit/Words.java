package io.certtrail.domain.audit;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The words of a text: its runs of letters and digits, with case and accents folded (Unicode compatibility
 * decomposition, UAX #15, without the combining marks; upper then lower case, so that ß meets SS and ς meets Σ).
 */
public final class Words {
    private static final int ASCII_END = 0x80;
    private static final char FINAL_SIGMA = 'ς';
    private static final char SIGMA = 'σ';

    private Words() {}

    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        each(text, words::add);
        return words;
    }

    static void each(String text, Consumer<String> consumer) {
        String folded = fold(text);
        int start = -1;
        for (int i = 0; i < folded.length(); ) {
            int c = folded.codePointAt(i);
            if (Character.isLetterOrDigit(c)) {
                start = start < 0 ? i : start;
            } else if (start >= 0) {
                consumer.accept(folded.substring(start, i));
                start = -1;
            }
            i += Character.charCount(c);
        }
        if (start >= 0) {
            consumer.accept(folded.substring(start));
        }
    }

    /** A text with case and accents folded. */
    public static String fold(String text) {
        if (text.chars().allMatch(c -> c < ASCII_END)) {
            return text.toLowerCase(Locale.ROOT);
        }
        String cased = withoutMarks(text).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        // Lower case depends on what follows for one letter alone; a word's beginning must not.
        return withoutMarks(cased).replace(FINAL_SIGMA, SIGMA);
    }

    private static String withoutMarks(String text) {
        String decomposed = Normalizer.isNormalized(text, Normalizer.Form.NFKD)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFKD);
        if (decomposed.codePoints().noneMatch(Words::isMark)) {
            return decomposed;
        }
        StringBuilder rest = new StringBuilder(decomposed.length());
        decomposed.codePoints().filter(c -> !isMark(c)).forEach(rest::appendCodePoint);
        return rest.toString();
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }
}
