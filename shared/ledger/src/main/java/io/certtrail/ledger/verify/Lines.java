package io.certtrail.ledger.verify;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a file line by line, split at LF and nothing else, with a bound on a line's length. Not thread-safe. */
final class Lines implements Closeable {
    /**
     * No honest line is longer: an entry has at most 64 KiB in canonical form, and quoting at most doubles it; a proof's
     * head has at most 128 hashes for itself and for each of three edges.
     */
    static final int MAX_LENGTH = 256 * 1024;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long LINE_FEEDS = ONES * '\n';

    /**
     * One line.
     *
     * @param number from 1
     * @param bytes without the line end
     * @param ended whether a line end follows
     */
    record Line(long number, Bytes bytes, boolean ended) {}

    /** Bytes that nobody changes. */
    static final class Bytes {
        private final byte[] array;

        Bytes(byte[] array) {
            this.array = array;
        }

        byte[] array() {
            return array;
        }

        int length() {
            return array.length;
        }

        boolean startsWith(byte[] prefix) {
            return array.length >= prefix.length && Arrays.equals(array, 0, prefix.length, prefix, 0, prefix.length);
        }

        boolean sameAs(Bytes other) {
            return Arrays.equals(array, other.array);
        }
    }

    private static final byte[] NOTHING = {};

    private final InputStream in;
    private final Place.File file;
    private final byte[] buffer = new byte[64 * 1024];
    private int at;
    private int end;
    private long number;

    Lines(InputStream in, Place.File file) {
        this.in = in;
        this.file = file;
    }

    /** The next line, or null at the end of the file. */
    @Nullable
    Line next() throws IOException {
        if (!fill()) {
            return null;
        }
        number++;
        byte[] line = NOTHING;
        while (true) {
            int lf = indexOfLf();
            int until = lf < 0 ? end : lf;
            line = joined(line, until);
            at = lf < 0 ? end : lf + 1;
            if (lf >= 0 || !fill()) {
                return new Line(number, new Bytes(line), lf >= 0);
            }
        }
    }

    private byte[] joined(byte[] head, int until) {
        int more = until - at;
        if (head.length + more > MAX_LENGTH) {
            throw new FaultException(
                    Fault.LINE_TOO_LONG, new Place(file, number, null, ""), "at most " + MAX_LENGTH + " bytes", "more");
        }
        if (head.length == 0) {
            return Arrays.copyOfRange(buffer, at, until);
        }
        byte[] joined = Arrays.copyOf(head, head.length + more);
        System.arraycopy(buffer, at, joined, head.length, more);
        return joined;
    }

    /** Eight bytes at a time: a byte that is LF becomes zero, and the lowest zero byte is told by its borrow. */
    private int indexOfLf() {
        int i = at;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            long other = (long) EIGHT_BYTES.get(buffer, i) ^ LINE_FEEDS;
            long zeros = (other - ONES) & ~other & HIGH_BITS;
            if (zeros != 0) {
                return i + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
            }
        }
        for (; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Whether there is a byte at {@link #at}. */
    private boolean fill() throws IOException {
        if (at < end) {
            return true;
        }
        at = 0;
        end = Math.max(0, in.readNBytes(buffer, 0, buffer.length));
        return end > 0;
    }

    /** How many bytes follow, to the end of the file. */
    long rest() throws IOException {
        long rest = (long) end - at;
        at = end;
        while (fill()) {
            rest += end;
            at = end;
        }
        return rest;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
