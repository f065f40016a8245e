package io.certtrail.ledger.block;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Reads lines of bounded length, each ended by LF, with a buffer of its own. */
final class LineReader {
    private final InputStream in;
    private final int maxLine;
    private byte[] buffer = new byte[16 * 1024];
    private int from;
    private int to;

    LineReader(InputStream in, int maxLine) {
        this.in = in;
        this.maxLine = maxLine;
    }

    /** The next line without its end; valid until the next call. */
    ByteBuffer next() throws IOException {
        int at = from;
        while (true) {
            for (; at < to; at++) {
                if (buffer[at] == '\n') {
                    ByteBuffer line = ByteBuffer.wrap(buffer, from, at - from);
                    from = at + 1;
                    return line;
                }
            }
            at -= from;
            fill();
        }
    }

    void requireEnd() throws IOException {
        if (from < to || in.read() >= 0) {
            throw new BlockException("there is more than the entries that were expected");
        }
    }

    private void fill() throws IOException {
        if (to - from > maxLine) {
            throw new BlockException("a line is longer than the " + maxLine + " bytes of the largest entry");
        }
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * to);
        }
        int count = in.read(buffer, to, buffer.length - to);
        if (count < 0) {
            throw new BlockException("there are fewer entries than were expected");
        }
        to += count;
    }
}
