package io.certtrail.ledger.json;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/** A growing buffer of UTF-8, to be used again for the next value. Not thread-safe. */
public final class Utf8Sink {
    private byte[] bytes;
    private int size;

    public Utf8Sink(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    public void digest(MessageDigest digest) {
        digest.update(bytes, 0, size);
    }

    /** Writes what there is so far. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    void ascii(char c) {
        room(1);
        bytes[size++] = (byte) c;
    }

    @SuppressWarnings("deprecation") // String.getBytes(int, int, byte[], int) takes the low bytes: exactly ASCII
    void ascii(String text) {
        room(text.length());
        text.getBytes(0, text.length(), bytes, size);
        size += text.length();
    }

    void text(String text, int from, int to) {
        room(3 * (to - from)); // a code unit takes three bytes at most, a pair of them four
        byte[] out = bytes;
        int at = size;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                out[at++] = (byte) c;
            } else if (c < 0x800) {
                out[at++] = (byte) (0xC0 | (c >> 6));
                out[at++] = (byte) (0x80 | (c & 0x3F));
            } else if (!Character.isSurrogate(c)) {
                out[at++] = (byte) (0xE0 | (c >> 12));
                out[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
                out[at++] = (byte) (0x80 | (c & 0x3F));
            } else {
                at = pair(text, i++, to, at);
            }
        }
        size = at;
    }

    private int pair(String text, int i, int to, int at) {
        if (i + 1 >= to || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
            throw new IllegalArgumentException("a string holds a lone surrogate at " + i);
        }
        int codePoint = Character.toCodePoint(text.charAt(i), text.charAt(i + 1));
        bytes[at] = (byte) (0xF0 | (codePoint >> 18));
        bytes[at + 1] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
        bytes[at + 2] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        bytes[at + 3] = (byte) (0x80 | (codePoint & 0x3F));
        return at + 4;
    }

    private void room(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), 2 * bytes.length));
        }
    }
}
