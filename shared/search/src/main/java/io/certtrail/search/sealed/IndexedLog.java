package io.certtrail.search.sealed;

import io.certtrail.domain.audit.SealedLog;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.search.store.Catalogue;
import io.certtrail.search.store.IndexSource;
import java.time.Instant;
import java.util.function.Function;

/** Answers from sealed segments by their indexes. Safe for use by many threads. */
public final class IndexedLog implements SealedLog {
    private final Catalogue catalogue;
    private final IndexSource indexes;
    private final HitReader hits;
    private final Function<Origin, Instant> keptFrom;

    /** @param keptFrom what was recorded before this has expired, and is not shown, however old what is remembered is */
    public IndexedLog(Catalogue catalogue, IndexSource indexes, HitReader hits, Function<Origin, Instant> keptFrom) {
        this.keptFrom = keptFrom;
        this.catalogue = catalogue;
        this.indexes = indexes;
        this.hits = hits;
    }

    @Override
    public Look look(Origin origin) {
        return new IndexedLook(catalogue.of(origin), keptFrom.apply(origin), catalogue, indexes, hits);
    }
}
