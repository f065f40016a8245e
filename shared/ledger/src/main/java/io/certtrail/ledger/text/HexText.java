package io.certtrail.ledger.text;

import java.util.HexFormat;

/** Hex in lower case, two digits a byte. */
public final class HexText {
    private static final HexFormat HEX = HexFormat.of();

    private HexText() {}

    public static String of(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    /**
     * Reads lower-case hex of any even length.
     *
     * @throws IllegalArgumentException if the text is anything else, upper-case digits included
     */
    public static byte[] parse(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                throw new IllegalArgumentException("hex has lower-case digits only, found another character at " + i);
            }
        }
        return HEX.parseHex(text);
    }
}
