package io.certtrail.ledger.text;

import java.util.Base64;

/** Standard base64 (RFC 4648 §4), padded and canonical: every value has exactly one spelling. */
public final class Base64Text {
    private Base64Text() {}

    public static String of(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * Reads what {@link #of} writes and nothing else: no line breaks, no missing padding, no stray bits in the last digit.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static byte[] parse(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            // What the JDK says of it differs between what is compiled by then and what is not.
            throw new IllegalArgumentException("this is not base64", e);
        }
        if (!of(bytes).equals(text)) {
            throw new IllegalArgumentException("base64 is not canonical: expected " + of(bytes) + ", found " + text);
        }
        return bytes;
    }
}
