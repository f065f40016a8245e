package io.certtrail.search.index;

import io.certtrail.domain.audit.AuditQuery;
import io.certtrail.domain.audit.Facet;
import io.certtrail.domain.audit.Order;
import io.certtrail.domain.audit.Tally;
import io.certtrail.domain.audit.TimeBuckets;
import io.certtrail.domain.audit.TimeRange;
import io.certtrail.search.index.IndexFault.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.BulkScorer;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;

/**
 * An index of some entries in a row, open in memory. It holds nothing but memory, and needs no closing. Safe for use by
 * many threads.
 */
public final class EntryIndex {
    /** Newest first, so many documents are looked at; then ever more, since few of them seem to match. */
    private static final int FIRST_WINDOW = 4_096;

    private static final int WINDOW_GROWTH = 8;

    private final IndexKey key;
    private final byte[] blob;
    private final LeafReaderContext leaf;
    private final IndexSearcher searcher;

    private EntryIndex(IndexKey key, byte[] blob, DirectoryReader reader) {
        this.key = key;
        this.blob = blob;
        searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
        leaf = searcher.getLeafContexts().getFirst();
    }

    /**
     * Opens an index, from bytes that nobody changes.
     *
     * @throws IndexFault unless it is the one of this key, as it was written
     */
    public static EntryIndex open(IndexKey key, byte[] blob) {
        try {
            DirectoryReader reader = DirectoryReader.open(new FileDirectory(IndexBlob.read(key, blob)));
            if (reader.leaves().size() != 1 || reader.maxDoc() != key.entries() || reader.hasDeletions()) {
                throw new IndexFault(
                        Kind.OTHER_CONTENT,
                        "expected %d entries in one part, found %d in %d"
                                .formatted(
                                        key.entries(),
                                        reader.maxDoc(),
                                        reader.leaves().size()));
            }
            return new EntryIndex(key, blob, reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new IndexFault(Kind.OTHER_VERSION, "Lucene can't open it: " + e, e);
        }
    }

    public IndexKey key() {
        return key;
    }

    /** The object that it was opened from; whoever changes it changes this. */
    public byte[] blob() {
        return blob;
    }

    LeafReader reader() {
        return leaf.reader();
    }

    /**
     * A part of a chain.
     *
     * @param from the first place
     * @param to the place after the last one; nothing is between if it is not larger
     */
    public record Range(long from, long to) {
        public boolean isEmpty() {
            return to <= from;
        }
    }

    /** The part of a range whose entries' times are in a range of time. */
    public Range within(Range range, TimeRange time) {
        long from = Math.max(range.from(), key.fromSeq());
        long to = Math.min(range.to(), key.toSeq());
        Instant first = time.from();
        Instant end = time.to();
        if (first != null) {
            from = Math.max(from, firstSince(IndexQuery.ceilMillis(first)));
        }
        if (end != null) {
            to = Math.min(to, firstSince(IndexQuery.ceilMillis(end)));
        }
        return new Range(from, to);
    }

    /** The first entry that is not before a time; the place after the last one if all are. */
    private long firstSince(long millis) {
        int low = 0;
        int high = key.entries();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (timeOf(middle) < millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return key.fromSeq() + low;
    }

    /** When an entry was recorded. */
    public Instant time(long seq) {
        return Instant.ofEpochMilli(timeOf(Math.toIntExact(seq - key.fromSeq())));
    }

    private long timeOf(int document) {
        try {
            NumericDocValues times = DocValues.getNumeric(reader(), Fields.TIME);
            if (!times.advanceExact(document)) {
                throw new IndexFault(
                        Kind.OTHER_CONTENT, "expected a time of document %d, found none".formatted(document));
            }
            return times.longValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the index finds what matches and nothing else; if not, what it finds may match. */
    public static boolean isExact(AuditQuery query) {
        return IndexQuery.of(query).isExact();
    }

    /**
     * The first entries of a range that match (or may: {@link #isExact}), in the order that the query asks.
     *
     * @param limit most of them; fewer are all
     */
    public long[] find(AuditQuery query, Range range, int limit) {
        Range part = within(range, query.time());
        if (part.isEmpty()) {
            return new long[0];
        }
        try {
            Weight weight = weight(query);
            int from = document(part.from());
            int to = document(part.to());
            return query.order() == Order.OLDEST_FIRST
                    ? oldest(weight, from, to, limit)
                    : newest(weight, from, to, limit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long[] oldest(Weight weight, int from, int to, int limit) throws IOException {
        SeqList found = new SeqList();
        long window = FIRST_WINDOW;
        for (long start = from; start < to && found.size() < limit; window *= WINDOW_GROWTH) {
            int end = (int) Math.min(to, start + window);
            collect(weight, (int) start, end, document -> found.add(key.fromSeq() + document));
            start = end;
        }
        return LongStream.of(found.toArray()).limit(limit).toArray();
    }

    private long[] newest(Weight weight, int from, int to, int limit) throws IOException {
        LongStream.Builder found = LongStream.builder();
        int count = 0;
        long window = FIRST_WINDOW;
        for (long end = to; end > from && count < limit; window *= WINDOW_GROWTH) {
            int start = (int) Math.max(from, end - window);
            SeqList some = new SeqList();
            collect(weight, start, (int) end, document -> some.add(key.fromSeq() + document));
            long[] newest = some.lastReversed(limit - count);
            LongStream.of(newest).forEach(found::add);
            count += newest.length;
            end = start;
        }
        return found.build().toArray();
    }

    /**
     * Counts the entries of a range that match.
     *
     * @param query one that {@link #isExact}
     */
    public void count(AuditQuery query, Range range, Tally tally) {
        Range part = within(range, query.time());
        if (part.isEmpty()) {
            return;
        }
        try {
            List<Counter> counters = new ArrayList<>();
            for (Facet facet : tally.facets()) {
                counters.add(new FacetCounter(facet, DocValues.getSorted(reader(), Fields.of(facet))));
            }
            if (tally.buckets().isPresent()) {
                counters.add(new BucketCounter(tally.buckets().get(), DocValues.getNumeric(reader(), Fields.TIME)));
            }
            long[] total = new long[1];
            collect(weight(query), document(part.from()), document(part.to()), document -> {
                total[0]++;
                for (Counter counter : counters) {
                    counter.count(document);
                }
            });
            tally.addEntries(total[0]);
            for (Counter counter : counters) {
                counter.addTo(tally);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Counter {
        void count(int document) throws IOException;

        void addTo(Tally tally) throws IOException;
    }

    private static final class FacetCounter implements Counter {
        private final Facet facet;
        private final SortedDocValues values;
        private final int[] counts;

        FacetCounter(Facet facet, SortedDocValues values) {
            this.facet = facet;
            this.values = values;
            counts = new int[values.getValueCount()];
        }

        @Override
        public void count(int document) throws IOException {
            if (values.advanceExact(document)) {
                counts[values.ordValue()]++;
            }
        }

        @Override
        public void addTo(Tally tally) throws IOException {
            for (int value = 0; value < counts.length; value++) {
                if (counts[value] > 0) {
                    tally.add(facet, values.lookupOrd(value).utf8ToString(), counts[value]);
                }
            }
        }
    }

    /** Since time never decreases, one bucket follows the other. */
    private static final class BucketCounter implements Counter {
        private final TimeBuckets buckets;
        private final NumericDocValues times;
        private final long[] counts;

        BucketCounter(TimeBuckets buckets, NumericDocValues times) {
            this.buckets = buckets;
            this.times = times;
            counts = new long[buckets.count()];
        }

        @Override
        public void count(int document) throws IOException {
            int bucket = times.advanceExact(document) ? buckets.of(times.longValue()) : -1;
            if (bucket >= 0) {
                counts[bucket]++;
            }
        }

        @Override
        public void addTo(Tally tally) {
            for (int bucket = 0; bucket < counts.length; bucket++) {
                tally.addToBucket(bucket, counts[bucket]);
            }
        }
    }

    private int document(long seq) {
        return Math.toIntExact(seq - key.fromSeq());
    }

    private Weight weight(AuditQuery query) throws IOException {
        Query asked = IndexQuery.of(query).on(reader());
        return searcher.createWeight(searcher.rewrite(asked), ScoreMode.COMPLETE_NO_SCORES, 1);
    }

    @FunctionalInterface
    private interface Documents {
        void take(int document) throws IOException;
    }

    private void collect(Weight weight, int from, int to, Documents documents) throws IOException {
        BulkScorer scorer = weight.bulkScorer(leaf);
        if (scorer == null) {
            return;
        }
        LeafCollector collector = new LeafCollector() {
            @Override
            public void setScorer(Scorable none) {}

            @Override
            public void collect(int document) throws IOException {
                documents.take(document);
            }
        };
        int _ = scorer.score(collector, null, from, to);
    }
}
