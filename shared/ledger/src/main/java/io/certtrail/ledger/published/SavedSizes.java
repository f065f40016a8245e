package io.certtrail.ledger.published;

import io.certtrail.ledger.merkle.Tiles;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** The sizes at which checkpoints were saved: 8 bytes of memory each. Immutable. */
final class SavedSizes {
    private static final String FOLDER = "checkpoints";
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");

    private static final String LARGEST = Long.toString(Long.MAX_VALUE);

    private final long[] sizes;
    private final boolean isListed;

    private SavedSizes(long[] sizes, boolean isListed) {
        this.sizes = sizes;
        this.isListed = isListed;
    }

    static String path(long size) {
        return FOLDER + '/' + size;
    }

    /** What is saved; where the log can't be listed, only whether the newest one is. */
    static SavedSizes of(PublishedLog log, long newest) throws IOException {
        Growing found = new Growing();
        boolean listed = log.list(FOLDER, name -> {
            if (isSize(name)) {
                found.add(Long.parseLong(name));
            }
        });
        if (!listed && log.read(path(newest), SignedState.MAX_BYTES) != null) {
            found.add(newest);
        }
        long[] sizes = found.sorted();
        if (listed && sizes.length > 0 && Arrays.binarySearch(sizes, newest) < 0) {
            throw new LogFaultException(
                    LogFault.CHECKPOINT_NOT_KEPT,
                    LogPlace.of(Tiles.CHECKPOINT_PATH),
                    "the same in " + path(newest),
                    "nothing there, and " + sizes.length + " others");
        }
        return new SavedSizes(sizes, listed);
    }

    private static boolean isSize(String name) {
        return SIZE.matcher(name).matches() && (name.length() < LARGEST.length() || name.compareTo(LARGEST) <= 0);
    }

    boolean isListed() {
        return isListed;
    }

    long count() {
        return sizes.length;
    }

    boolean holds(long size) {
        return Arrays.binarySearch(sizes, size) >= 0;
    }

    /** The largest, or {@code otherwise} if that is larger. */
    long largest(long otherwise) {
        return sizes.length == 0 ? otherwise : Math.max(otherwise, sizes[sizes.length - 1]);
    }

    /** Those from {@code from} to {@code to}, both included. */
    long[] within(long from, long to) {
        return Arrays.copyOfRange(sizes, lowerBound(from), holds(to) ? lowerBound(to) + 1 : lowerBound(to));
    }

    private int lowerBound(long size) {
        int at = Arrays.binarySearch(sizes, size);
        return at < 0 ? -at - 1 : at;
    }

    private static final class Growing {
        private long[] all = new long[16];
        private int count;

        void add(long size) {
            all = count == all.length ? Arrays.copyOf(all, Math.multiplyExact(count, 2)) : all;
            all[count++] = size;
        }

        long[] sorted() {
            return Arrays.stream(all, 0, count).sorted().distinct().toArray();
        }
    }
}
