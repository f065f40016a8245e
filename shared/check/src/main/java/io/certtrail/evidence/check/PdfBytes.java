package io.certtrail.evidence.check;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A file's bytes, at any place; a part of it is held in memory. Not thread-safe. */
final class PdfBytes implements Closeable {
    private final FileChannel channel;
    private final long size;
    private final ByteBuffer window = ByteBuffer.allocate(1 << 16).limit(0);
    private long start;

    PdfBytes(Path file) throws IOException {
        channel = FileChannel.open(file);
        size = channel.size();
    }

    long size() {
        return size;
    }

    /** The byte there, or -1 behind the end. */
    int at(long place) throws IOException {
        if (place < 0 || place >= size) {
            return -1;
        }
        if (place < start || place >= start + window.limit()) {
            start = Math.max(0, place - 256);
            window.clear();
            int read = 1;
            while (window.hasRemaining() && read > 0) {
                read = channel.read(window, start + window.position());
            }
            window.flip();
        }
        int index = (int) (place - start);
        return index < window.limit() ? window.get(index) & 0xFF : -1;
    }

    /** What stands there, a byte a character; shorter at the file's end. The place is not negative. */
    String text(long place, int length) throws IOException {
        byte[] bytes = new byte[(int) Math.max(0, Math.min(length, size - place))];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int read = 1;
        while (buffer.hasRemaining() && read > 0) {
            read = channel.read(buffer, place + buffer.position());
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    boolean startsWith(long place, String text) throws IOException {
        return text(place, text.length()).equals(text);
    }

    /** The bytes of a part; the one who asks need not close it. */
    InputStream part(long from, long to) {
        return new InputStream() {
            private long at = from;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (at >= to) {
                    return -1;
                }
                int most = (int) Math.min(length, to - at);
                int read = channel.read(ByteBuffer.wrap(bytes, offset, most), at);
                at += Math.max(0, read);
                return read;
            }
        };
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
