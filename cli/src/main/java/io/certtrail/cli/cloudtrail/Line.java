package io.certtrail.cli.cloudtrail;

import io.certtrail.ledger.entry.EntryRules;

/** Text of a record as an attribute of an entry: one line of bounded length. */
final class Line {

    private static final int LONGEST = 1000;
    private static final String CUT = "…";

    private Line() {}

    /** The text with U+FFFD for each character that no attribute may hold, cut with an ellipsis after 1,000 characters. */
    static String of(String text) {
        String line = EntryRules.replaceControls(text);
        if (line.length() <= LONGEST) {
            return line;
        }
        int end = LONGEST - CUT.length();
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + CUT;
    }
}
