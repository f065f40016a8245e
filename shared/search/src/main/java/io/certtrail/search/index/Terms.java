package io.certtrail.search.index;

import io.certtrail.domain.audit.Words;
import io.certtrail.ledger.merkle.Hash;
import java.nio.charset.StandardCharsets;

/**
 * How words and values become terms, so that whatever can be asked (up to {@code TextQuery.MAX_TERM_CHARS}) is found
 * exactly. A word is cut where no question reaches. A value's term begins with the value folded; where that is another
 * text, the value itself follows: so one term answers the exact question, the folded one, and the one for a beginning.
 * Neither separator can be in a value, since outside {@code details} an entry holds no control characters.
 */
final class Terms {
    /** More than a question can have; a term's limit is 32,766 bytes. */
    static final int MAX_CHARS = 300;

    private static final char EXACT = '\0';
    private static final char CUT = '\1';

    private Terms() {}

    static String ofWord(String word) {
        return word.length() <= MAX_CHARS ? word : cut(word);
    }

    /** The term of a value. */
    static String ofValue(String value) {
        String folded = Words.fold(value);
        return folded.equals(value) ? ofFolded(folded) : withExact(folded) + shortened(value);
    }

    /** The term of values that are folded already. */
    static String ofFolded(String folded) {
        return shortened(folded);
    }

    /** What the terms of values begin with that become this when they are folded, and are not this. */
    static String withExact(String folded) {
        return shortened(folded) + EXACT;
    }

    /** The value of a term, if it is short enough; else its beginning and more. */
    static String value(String term) {
        return term.substring(term.indexOf(EXACT) + 1);
    }

    /** A hash of 32 bits: what has another one is another value. */
    static int hash(String value) {
        byte[] sha256 =
                Hash.sha256(Words.fold(value).getBytes(StandardCharsets.UTF_8)).bytes();
        return ((sha256[0] & 0xff) << 24) | ((sha256[1] & 0xff) << 16) | ((sha256[2] & 0xff) << 8) | (sha256[3] & 0xff);
    }

    private static String shortened(String text) {
        return text.length() <= MAX_CHARS
                ? text
                : cut(text)
                        + CUT
                        + Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).hex();
    }

    private static String cut(String text) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(MAX_CHARS - 1)) ? MAX_CHARS - 1 : MAX_CHARS);
    }
}
