package io.certtrail.functions.ledger;

import io.certtrail.domain.segments.ArchiveStore;
import io.certtrail.domain.segments.DerivedObjects;
import io.certtrail.domain.segments.DerivedUpkeep;
import io.certtrail.domain.segments.Segments;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.search.index.IndexFault;
import io.certtrail.search.index.IndexKey;
import io.certtrail.search.store.IndexShelf;
import io.certtrail.search.store.IndexUpkeep;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;

/**
 * Makes the indexes of what is sealed. A search does without them, slower: so what fails here is told of, and fails
 * nothing else.
 */
final class SearchIndexes implements DerivedUpkeep {
    private final IndexUpkeep upkeep;
    private final PrintStream out;
    private final Clock clock;

    SearchIndexes(ArchiveStore archive, Function<Origin, Instant> keptFrom, PrintStream out, Clock clock) {
        this.upkeep = new IndexUpkeep(
                new Segments(archive, keptFrom), new IndexShelf(new DerivedObjects(archive)), this::isFaulty);
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void keep(Origin origin, Deadline deadline) {
        try {
            IndexUpkeep.Done _ = upkeep.run(origin, deadline);
        } catch (RuntimeException e) {
            print(line(origin).put("error", "indexes are not made: " + e));
        }
    }

    @Override
    public void check(Origin origin, Deadline deadline) {
        try {
            int _ = upkeep.check(origin, deadline);
        } catch (RuntimeException e) {
            print(line(origin).put("error", "indexes are not checked: " + e));
        }
    }

    private void isFaulty(IndexKey key, IndexFault fault) {
        print(line(key.origin())
                .put("fromSeq", key.fromSeq())
                .put("toSeq", key.toSeq())
                .put("index", fault.kind().name())
                .put("error", String.valueOf(fault.getMessage())));
    }

    private Json.ObjBuilder line(Origin origin) {
        return Json.obj()
                .put("level", "error")
                .put("at", clock.instant().toString())
                .put("function", "publisher")
                .put("origin", origin.text());
    }

    private void print(Json.ObjBuilder line) {
        out.println(Jcs.text(line.build()));
    }
}
