package io.certtrail.search.store;

import io.certtrail.search.index.EntryIndex;
import io.certtrail.search.index.IndexFault;
import io.certtrail.search.index.IndexKey;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Indexes at hand: open in memory up to a limit of bytes, the least recently used going first, and behind them as files.
 * One that is larger than the limit is kept alone. Safe for use by many threads.
 */
public final class IndexCache {
    private final long maxBytes;
    private final BlobFiles files;
    private final LinkedHashMap<IndexKey, EntryIndex> open = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<IndexKey, Object> locks = new ConcurrentHashMap<>();
    private long bytes;

    /** @param maxBytes of the indexes that are open, as they are stored */
    public IndexCache(long maxBytes, BlobFiles files) {
        this.maxBytes = maxBytes;
        this.files = files;
    }

    /** Gives the bytes of an index that is not at hand. */
    @FunctionalInterface
    public interface Loader {
        /**
         * The index.
         *
         * @throws IndexFault if it is not there
         */
        byte[] load(IndexKey key);
    }

    /** The index, if it is open. */
    Optional<EntryIndex> ifOpen(IndexKey key) {
        synchronized (open) {
            return Optional.ofNullable(open.get(key));
        }
    }

    /**
     * The index; one caller at a time loads it.
     *
     * @throws IndexFault if what is loaded is not the index of that key
     */
    EntryIndex get(IndexKey key, Loader loader) {
        Object lock = locks.computeIfAbsent(key, wanted -> new Object());
        synchronized (lock) {
            try {
                return ifOpen(key).orElseGet(() -> load(key, loader));
            } finally {
                locks.remove(key);
            }
        }
    }

    private EntryIndex load(IndexKey key, Loader loader) {
        EntryIndex index = ofFile(key).orElse(null);
        if (index == null) {
            byte[] blob = loader.load(key);
            index = EntryIndex.open(key, blob);
            files.write(key, blob);
        }
        keep(index);
        return index;
    }

    /** A file that is not as it was written is no loss: the index itself is elsewhere. */
    private Optional<EntryIndex> ofFile(IndexKey key) {
        try {
            return files.read(key).map(blob -> EntryIndex.open(key, blob));
        } catch (IndexFault fault) {
            files.delete(key);
            return Optional.empty();
        }
    }

    /** Keeps an index that was made here. */
    void keep(EntryIndex index) {
        synchronized (open) {
            EntryIndex before = open.put(index.key(), index);
            bytes += index.blob().length - (before == null ? 0 : before.blob().length);
            Iterator<EntryIndex> eldest = open.values().iterator();
            while (bytes > maxBytes && open.size() > 1) {
                bytes -= eldest.next().blob().length;
                eldest.remove();
            }
        }
    }

    /** Lets go of an index, in memory and as a file. */
    void forget(IndexKey key) {
        synchronized (open) {
            EntryIndex before = open.remove(key);
            bytes -= before == null ? 0 : before.blob().length;
        }
        files.delete(key);
    }

    /** How many bytes of indexes are open. */
    long bytes() {
        synchronized (open) {
            return bytes;
        }
    }
}
