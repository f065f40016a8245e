package io.certtrail.aws.exports;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.Checksum;

/** Up to one part's bytes. Grows as it is filled, so that a small file takes little. */
final class PartBuffer {
    private static final int START = 64 << 10;

    private final int capacity;
    private byte[] bytes;
    private int size;

    PartBuffer(int capacity) {
        this.capacity = capacity;
        bytes = new byte[Math.min(START, capacity)];
    }

    boolean isFull() {
        return size == capacity;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** Takes as many of the bytes as there is room for, and says how many. */
    int take(byte[] source, int offset, int length) {
        int taken = Math.min(length, capacity - size);
        if (size + taken > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(capacity, Math.max(size + taken, bytes.length * 2)));
        }
        System.arraycopy(source, offset, bytes, size, taken);
        size += taken;
        return taken;
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, size);
    }

    void addTo(Checksum checksum) {
        checksum.update(bytes, 0, size);
    }

    InputStream stream() {
        return new ByteArrayInputStream(bytes, 0, size);
    }

    void clear() {
        size = 0;
    }
}
