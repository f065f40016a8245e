package io.certtrail.ledger.published;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first id that stands twice, whatever the ids are. They are spread over 256 parts by a salted hash, each part is
 * written to scratch room as its buffer fills (24 bytes an entry: 24 MB for a million, 240 MB for ten), and at the end
 * looked through by itself: memory is 0.8 MB and some 50 bytes for each 256th of the entries (2 MB for ten million).
 * Not thread-safe.
 */
final class RepeatedIds implements Closeable {
    private static final int PARTS = 256;
    private static final int RECORD = 3 * Long.BYTES;
    private static final int CHUNK = 128 * RECORD;

    private final Scratch scratch;
    private final long salt;
    private final Part[] parts = new Part[PARTS];
    private @Nullable SeekableByteChannel channel;
    private int chunks;

    /** @param salt not known to whoever made the ids, so that they can't be made to fall into one part */
    RepeatedIds(Scratch scratch, long salt) {
        this.scratch = scratch;
        this.salt = salt;
        for (int i = 0; i < PARTS; i++) {
            parts[i] = new Part();
        }
    }

    /** An id and the two places where it stands. */
    record Repeat(UUID id, long firstSeq, long secondSeq) {}

    private static final class Part {
        private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
        private int[] written = new int[4];
        private int count;
    }

    /** The next entry's id; seqs increase. */
    void add(UUID id, long seq) throws IOException {
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        Part part = parts[(int) (hash(high, low) >>> 56)];
        part.buffer.putLong(high).putLong(low).putLong(seq);
        if (!part.buffer.hasRemaining()) {
            spill(part);
        }
    }

    /** The finalizer of SplitMix64 over both halves and the salt. */
    private long hash(long high, long low) {
        return mix(mix(high ^ salt) ^ low);
    }

    private static long mix(long bits) {
        long z = bits + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private void spill(Part part) throws IOException {
        SeekableByteChannel to = channel == null ? scratch.open() : channel;
        channel = to;
        to.position((long) chunks * CHUNK);
        part.buffer.flip();
        while (part.buffer.hasRemaining()) {
            to.write(part.buffer);
        }
        part.buffer.clear();
        part.written = part.count == part.written.length ? Arrays.copyOf(part.written, part.count * 2) : part.written;
        part.written[part.count++] = chunks;
        chunks = Math.addExact(chunks, 1);
    }

    /** The entry of lowest seq whose id an earlier one has. To be called once, at the end. */
    Optional<Repeat> first() throws IOException {
        Repeat first = null;
        for (Part part : parts) {
            Repeat repeat = first(part, first == null ? Long.MAX_VALUE : first.secondSeq());
            first = repeat == null ? first : repeat;
        }
        return Optional.ofNullable(first);
    }

    /** The first one of a part, if it stands before {@code limit}. */
    private @Nullable Repeat first(Part part, long limit) throws IOException {
        Seen seen = new Seen();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        for (int i = 0; i <= part.count; i++) {
            ByteBuffer records = i == part.count ? part.buffer.flip() : readBack(part.written[i], chunk);
            while (records.hasRemaining()) {
                long high = records.getLong();
                long low = records.getLong();
                long seq = records.getLong();
                if (seq >= limit) {
                    return null;
                }
                long before = seen.put(high, low, seq);
                if (before >= 0) {
                    return new Repeat(new UUID(high, low), before, seq);
                }
            }
        }
        return null;
    }

    private ByteBuffer readBack(int number, ByteBuffer chunk) throws IOException {
        SeekableByteChannel from = channel;
        if (from == null) {
            throw new IllegalStateException("a chunk was written nowhere");
        }
        chunk.clear();
        from.position((long) number * CHUNK);
        while (chunk.hasRemaining()) {
            if (from.read(chunk) < 0) {
                throw new EOFException("the scratch room does not give back what was written to it");
            }
        }
        return chunk.flip();
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    /** A table of ids with open addressing: three longs a place, up to half full; it grows with what is put into it. */
    private final class Seen {
        private static final int LONGS = 3;

        private long[] table = new long[64 * LONGS];
        private int count;

        /** The seq of the same id, or -1 if there was none: then this one is kept. */
        long put(long high, long low, long seq) {
            if (count * 2 >= table.length / LONGS) {
                grow();
            }
            int at = place(high, low);
            if (table[at + 2] != 0) {
                return table[at + 2] - 1;
            }
            set(at, high, low, seq + 1);
            count++;
            return -1;
        }

        private int place(long high, long low) {
            int mask = table.length / LONGS - 1;
            int slot = (int) hash(high, low) & mask;
            while (table[slot * LONGS + 2] != 0 && (table[slot * LONGS] != high || table[slot * LONGS + 1] != low)) {
                slot = (slot + 1) & mask;
            }
            return slot * LONGS;
        }

        private void set(int at, long high, long low, long seqAndOne) {
            table[at] = high;
            table[at + 1] = low;
            table[at + 2] = seqAndOne;
        }

        private void grow() {
            long[] old = table;
            table = new long[Math.multiplyExact(old.length, 2)];
            for (int i = 0; i < old.length; i += LONGS) {
                if (old[i + 2] != 0) {
                    set(place(old[i], old[i + 1]), old[i], old[i + 1], old[i + 2]);
                }
            }
        }
    }
}
