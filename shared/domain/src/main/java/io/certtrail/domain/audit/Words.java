package io.certtrail.domain.audit;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The words of a text: its runs of letters and digits, with case and accents folded (Unicode compatibility
 * decomposition, UAX #15, without the combining marks; upper then lower case, so that ß meets SS and ς meets Σ).
 */
final class Words {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final int ASCII_END = 0x80;

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

    private static String fold(String text) {
        if (text.chars().allMatch(c -> c < ASCII_END)) {
            return text.toLowerCase(Locale.ROOT);
        }
        return withoutMarks(withoutMarks(text).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
    }

    private static String withoutMarks(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    }
}
