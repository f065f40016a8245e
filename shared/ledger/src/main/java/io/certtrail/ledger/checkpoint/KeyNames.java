package io.certtrail.ledger.checkpoint;

/** What a key may be called: C2SP signed-note. */
final class KeyNames {
    private KeyNames() {}

    /** Not empty, no white space, no plus sign; and, since it is shown to people, no control character. */
    static boolean isValid(String name) {
        return !name.isEmpty()
                && name.codePoints()
                        .noneMatch(c -> c == '+'
                                || Character.isWhitespace(c)
                                || Character.isSpaceChar(c)
                                || Character.isISOControl(c)
                                || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    static String require(String name) {
        if (!isValid(name)) {
            throw new IllegalArgumentException("a key's name has no white space and no plus sign, found " + name);
        }
        return name;
    }
}
