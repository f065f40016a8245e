package io.certtrail.functions.api;

import io.certtrail.domain.audit.SealedLog;
import io.certtrail.domain.segments.DerivedObjects;
import io.certtrail.domain.segments.Segments;
import io.certtrail.functions.api.routing.JsonText;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.json.Json;
import io.certtrail.search.index.IndexFault;
import io.certtrail.search.index.IndexKey;
import io.certtrail.search.sealed.HitReader;
import io.certtrail.search.sealed.IndexedLog;
import io.certtrail.search.store.BlobFiles;
import io.certtrail.search.store.Catalogue;
import io.certtrail.search.store.IndexCache;
import io.certtrail.search.store.IndexShelf;
import io.certtrail.search.store.IndexSource;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** Puts the search of sealed segments together, within the memory (1 GB) and the disk (512 MB) of the function. */
final class SearchWiring {
    private static final long INDEXES_IN_MEMORY = 256L << 20;
    private static final long INDEXES_ON_DISK = 400L << 20;
    private static final long ENTRIES_IN_MEMORY = 16L << 20;

    /** What is sealed meanwhile is found among the blocks. */
    private static final Duration CATALOGUE_AGE = Duration.ofSeconds(10);

    private SearchWiring() {}

    static SealedLog sealed(Ports ports, Function<Origin, Instant> keptFrom, Clock clock, PrintStream log) {
        Segments segments = new Segments(ports.archive(), keptFrom);
        IndexShelf shelf = new IndexShelf(new DerivedObjects(ports.archive()));
        Path folder = Path.of(
                System.getProperty("java.io.tmpdir"),
                "certtrail-search-" + ProcessHandle.current().pid());
        IndexCache cache = new IndexCache(INDEXES_IN_MEMORY, new BlobFiles(folder, INDEXES_ON_DISK));
        return new IndexedLog(
                new Catalogue(segments, shelf, CATALOGUE_AGE, clock),
                new IndexSource(segments, shelf, cache, (key, fault) -> log(key, fault, clock, log)),
                new HitReader(segments, ENTRIES_IN_MEMORY),
                keptFrom);
    }

    private static void log(IndexKey key, IndexFault fault, Clock clock, PrintStream log) {
        Json.Obj line = Json.obj()
                .put("level", fault.kind() == IndexFault.Kind.MISSING ? "info" : "error")
                .put("at", clock.instant().toString())
                .put("function", "api")
                .put("origin", key.origin().text())
                .put("fromSeq", key.fromSeq())
                .put("toSeq", key.toSeq())
                .put("index", fault.kind().name())
                .put("detail", String.valueOf(fault.getMessage()))
                .build();
        log.println(new String(JsonText.bytes(line), StandardCharsets.UTF_8));
    }
}
