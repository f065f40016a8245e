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

    /** Whether there is exactly this so far. */
    public boolean holds(byte[] other, int length) {
        return Arrays.equals(bytes, 0, size, other, 0, length);
    }

    /** Appends one ASCII character. */
    public void ascii(char c) {
        room(1);
        bytes[size++] = (byte) c;
    }

    /**
     * Appends text as it is.
     *
     * @throws IllegalArgumentException if it holds a lone surrogate
     */
    public void text(String text) {
        text(text, 0, text.length());
    }

    /**
     * Appends a part of a text.
     *
     * @throws IllegalArgumentException if it holds a lone surrogate
     */
    public void text(String text, int from, int to) {
        int at = from;
        while (at < to) {
            int plainEnd = at;
            while (plainEnd < to && text.charAt(plainEnd) < 0x80) {
                plainEnd++;
            }
            ascii(text, at, plainEnd);
            at = plainEnd;
            if (at < to) {
                int codePoint = text.codePointAt(at);
                codePoint(codePoint);
                at += Character.charCount(codePoint);
            }
        }
    }

    void ascii(String text) {
        ascii(text, 0, text.length());
    }

    @SuppressWarnings("deprecation") // String.getBytes(int, int, byte[], int) takes the low bytes: exactly ASCII
    void ascii(String text, int from, int to) {
        room(to - from);
        text.getBytes(from, to, bytes, size);
        size += to - from;
    }

    /** A character beyond ASCII, in two to four bytes. */
    void codePoint(int c) {
        room(4);
        if (c < 0x800) {
            bytes[size++] = (byte) (0xC0 | (c >> 6));
        } else if (c < 0x10000) {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                throw new IllegalArgumentException("a string holds a lone surrogate");
            }
            bytes[size++] = (byte) (0xE0 | (c >> 12));
            bytes[size++] = continuation(c >> 6);
        } else {
            bytes[size++] = (byte) (0xF0 | (c >> 18));
            bytes[size++] = continuation(c >> 12);
            bytes[size++] = continuation(c >> 6);
        }
        bytes[size++] = continuation(c);
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | (bits & 0x3F));
    }

    private void room(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), 2 * bytes.length));
        }
    }
}
