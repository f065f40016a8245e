package io.certtrail.search.index;

import java.util.Arrays;

/** Places of entries in a chain. Not thread-safe. */
final class SeqList {
    private long[] seqs = new long[64];
    private int size;

    void add(long seq) {
        if (size == seqs.length) {
            seqs = Arrays.copyOf(seqs, 2 * size);
        }
        seqs[size++] = seq;
    }

    int size() {
        return size;
    }

    long[] toArray() {
        return Arrays.copyOf(seqs, size);
    }

    /** At most so many of the last ones, last first. */
    long[] lastReversed(int count) {
        int kept = Math.min(count, size);
        long[] reversed = new long[kept];
        for (int i = 0; i < kept; i++) {
            reversed[i] = seqs[size - 1 - i];
        }
        return reversed;
    }
}
