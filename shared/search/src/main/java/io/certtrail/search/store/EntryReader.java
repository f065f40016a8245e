package io.certtrail.search.store;

import io.certtrail.domain.segments.Chunk;
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
        return index(reader, segments, chunk -> {});
    }

    /** @param read hears of each chunk that was read */
    static byte[] index(Segments reader, List<Segment> segments, Consumer<Chunk> read) {
        return IndexMaker.make(
                IndexShelf.key(segments), sink -> segments.forEach(segment -> each(reader, segment, sink, read)));
    }

    private static void each(Segments reader, Segment segment, Consumer<LoggedEntry> sink, Consumer<Chunk> read) {
        reader.read(reader.manifest(segment), segment.fromSeq(), (chunk, entries) -> {
            read.accept(chunk);
            entries.forEach(sink);
            return true;
        });
    }
}
