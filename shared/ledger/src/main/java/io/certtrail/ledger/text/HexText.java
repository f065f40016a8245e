package io.certtrail.ledger.text;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Hex in lower case, two digits a byte. */
public final class HexText {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private HexText() {}

    public static String of(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    /** Writes {@link #of} to a place in a buffer, in ASCII. */
    public static void write(byte[] bytes, byte[] target, int offset) {
        int at = offset;
        for (byte b : bytes) {
            target[at++] = DIGITS[(b >> 4) & 0xF];
            target[at++] = DIGITS[b & 0xF];
        }
    }

    /**
     * Reads lower-case hex of any even length.
     *
     * @throws IllegalArgumentException if the text is anything else, upper-case digits included
     */
    public static byte[] parse(String text) {
        if (text.length() % 2 != 0) {
            throw new IllegalArgumentException("hex has two digits a byte, found " + text.length());
        }
        byte[] bytes = new byte[text.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (digit(text, 2 * i) << 4 | digit(text, 2 * i + 1));
        }
        return bytes;
    }

    private static int digit(String text, int at) {
        char c = text.charAt(at);
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        throw new IllegalArgumentException("hex has lower-case digits only, found another character at " + at);
    }
}
