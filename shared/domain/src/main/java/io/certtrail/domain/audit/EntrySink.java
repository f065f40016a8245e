package io.certtrail.domain.audit;

import io.certtrail.ledger.entry.EntryLimits;
import io.certtrail.ledger.entry.LoggedEntry;
import java.util.ArrayList;
import java.util.List;

/** Takes the entries that match, one after the other, as long as it has room. Not thread-safe. */
sealed interface EntrySink {
    /** Takes an entry; false if there was no room for it. */
    boolean take(LoggedEntry entry);

    /** Whether there is room for no more. */
    boolean isFull();

    /** Gathers a page. */
    final class Page implements EntrySink {
        /** Member names, id, seq and punctuation of an entry as the API writes it. */
        private static final int ENVELOPE_BYTES = 300;

        private final int limit;
        private final long maxBytes;
        private final List<LoggedEntry> entries = new ArrayList<>();
        private long bytes;
        private boolean isTooLarge;

        Page(int limit, long maxBytes) {
            this.limit = limit;
            this.maxBytes = maxBytes;
        }

        @Override
        public boolean take(LoggedEntry entry) {
            int size = EntryLimits.bytes(entry.entry()) + ENVELOPE_BYTES;
            if (!entries.isEmpty() && bytes + size > maxBytes) {
                isTooLarge = true;
                return false;
            }
            bytes += size;
            entries.add(entry);
            return true;
        }

        @Override
        public boolean isFull() {
            return isTooLarge || entries.size() == limit;
        }

        /** Whether it was an entry's size that there was no room for. */
        boolean isCutShort() {
            return isTooLarge;
        }

        int room() {
            return limit - entries.size();
        }

        List<LoggedEntry> entries() {
            return entries;
        }
    }

    /** Counts, and always has room. */
    record Count(Tally tally) implements EntrySink {
        @Override
        public boolean take(LoggedEntry entry) {
            tally.add(entry.entry());
            return true;
        }

        @Override
        public boolean isFull() {
            return false;
        }
    }
}
