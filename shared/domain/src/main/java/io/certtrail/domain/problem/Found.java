package io.certtrail.domain.problem;

import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.Members;

/** How a sentence for a caller shows what was found. */
public final class Found {
    private static final int SHOWN_CHARS = 60;

    private Found() {}

    /** The value itself where it is short, else its kind. */
    public static String phrase(Json value) {
        return switch (value) {
            case Json.Str(String text) -> quoted(text);
            case Json.Num(long number) -> String.valueOf(number);
            case Json.Bool(boolean bool) -> String.valueOf(bool);
            case Json.Obj _, Json.Arr _, Json.Null _ -> Members.kind(value);
        };
    }

    /** A text in quotes, cut when it is long. */
    public static String quoted(String text) {
        if (text.length() <= SHOWN_CHARS) {
            return '"' + text + '"';
        }
        int end = Character.isHighSurrogate(text.charAt(SHOWN_CHARS - 1)) ? SHOWN_CHARS - 1 : SHOWN_CHARS;
        return '"' + text.substring(0, end) + "…\"";
    }
}
