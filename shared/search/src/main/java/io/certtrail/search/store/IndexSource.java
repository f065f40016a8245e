package io.certtrail.search.store;

import io.certtrail.domain.audit.Allowance;
import io.certtrail.domain.segments.Segments;
import io.certtrail.search.index.EntryIndex;
import io.certtrail.search.index.IndexFault;
import io.certtrail.search.index.IndexFault.Kind;
import io.certtrail.search.index.IndexKey;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Opens indexes: those at hand, else those that are stored, else, of a single segment, made from its entries and kept here
 * alone. Safe for use by many threads.
 */
public final class IndexSource {
    private static final int MAX_FAULTY = 10_000;

    private final Segments segments;
    private final IndexShelf shelf;
    private final IndexCache cache;
    private final IndexWatch watch;
    private final Set<IndexKey> faulty = ConcurrentHashMap.newKeySet();

    public IndexSource(Segments segments, IndexShelf shelf, IndexCache cache, IndexWatch watch) {
        this.segments = segments;
        this.shelf = shelf;
        this.cache = cache;
        this.watch = watch;
    }

    /**
     * The index of a part; empty if it has none that can be used, and more than one segment: take these apart.
     *
     * @param allowance has taken from it what is read of the object store
     */
    public Optional<EntryIndex> open(Cover.Part part, Allowance allowance) {
        IndexKey key = part.key();
        try {
            return Optional.of(cache.get(key, wanted -> stored(part, wanted, allowance)));
        } catch (IndexFault fault) {
            isFaulty(key, fault);
            return part.segments().size() > 1 ? Optional.empty() : Optional.of(made(part, allowance));
        }
    }

    private byte[] stored(Cover.Part part, IndexKey key, Allowance allowance) {
        byte[] index = (part.isThere() && !faulty.contains(key) ? shelf.read(key) : Optional.<byte[]>empty())
                .orElseThrow(() -> new IndexFault(Kind.MISSING, "expected an index, found none"));
        allowance.spend(index.length);
        return index;
    }

    private EntryIndex made(Cover.Part part, Allowance allowance) {
        return cache.get(
                part.key(),
                key -> EntryReader.index(segments, part.segments(), chunk -> allowance.spend(chunk.length())));
    }

    /** An index found what is not there: it is let go of, and told of. */
    public void isWrong(EntryIndex index, String detail) {
        cache.forget(index.key());
        isFaulty(index.key(), new IndexFault(Kind.OTHER_CONTENT, detail));
    }

    /** It is told of once, and not read again. */
    private void isFaulty(IndexKey key, IndexFault fault) {
        if (faulty.size() >= MAX_FAULTY) {
            faulty.clear();
        }
        if (faulty.add(key)) {
            watch.isFaulty(key, fault);
        }
    }
}
