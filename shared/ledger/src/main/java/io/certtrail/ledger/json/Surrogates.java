package io.certtrail.ledger.json;

/** Lone surrogates: UTF-16 code units that no UTF-8 can carry, but Java strings and JSON escapes can. */
final class Surrogates {
    private Surrogates() {}

    /** Index of the first surrogate without its other half, or -1. */
    static int firstLone(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && isLone(text, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isLone(String text, int i) {
        if (Character.isHighSurrogate(text.charAt(i))) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
    }

    static void refuseLone(String text) {
        int at = firstLone(text);
        if (at >= 0) {
            throw new IllegalArgumentException("a string holds a lone surrogate at " + at);
        }
    }

    /** Every lone surrogate as U+FFFD. */
    static String replaceLone(String text) {
        if (firstLone(text) < 0) {
            return text;
        }
        StringBuilder whole = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && isLone(text, i)) {
                whole.setCharAt(i, '\uFFFD');
            }
        }
        return whole.toString();
    }
}
