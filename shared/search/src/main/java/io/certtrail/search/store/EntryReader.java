package io.certtrail.search.store;

import io.certtrail.domain.segments.Segment;
import io.certtrail.domain.segments.Segments;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.search.index.IndexMaker;
import java.util.List;
import java.util.function.Consumer;

/** Makes the index of segments from their entries. */
final class EntryReader {
    private EntryReader() {}

    static byte[] index(Segments reader, List<Segment> segments) {
        return IndexMaker.make(
                IndexShelf.key(segments), sink -> segments.forEach(segment -> each(reader, segment, sink)));
    }

    private static void each(Segments reader, Segment segment, Consumer<LoggedEntry> sink) {
        reader.read(reader.manifest(segment), segment.fromSeq(), (chunk, entries) -> {
            entries.forEach(sink);
            return true;
        });
    }
}
