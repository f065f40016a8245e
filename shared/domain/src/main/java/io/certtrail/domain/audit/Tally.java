package io.certtrail.domain.audit;

import io.certtrail.ledger.entry.Entry;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts entries, by facets and by time. Not thread-safe. */
public final class Tally {
    private final Map<Facet, Map<String, Long>> facets = new EnumMap<>(Facet.class);
    private final @Nullable TimeBuckets buckets;
    private final long[] inBuckets;
    private long total;

    private Tally(Set<Facet> facets, @Nullable TimeBuckets buckets) {
        facets.forEach(facet -> this.facets.put(facet, new HashMap<>()));
        this.buckets = buckets;
        inBuckets = new long[buckets == null ? 0 : buckets.count()];
    }

    /** Counts by facets. */
    public static Tally of(Set<Facet> facets) {
        return new Tally(facets, null);
    }

    /** Counts by time. */
    public static Tally of(TimeBuckets buckets) {
        return new Tally(Set.of(), buckets);
    }

    /** By what it counts. */
    public Set<Facet> facets() {
        return Collections.unmodifiableSet(facets.keySet());
    }

    public Optional<TimeBuckets> buckets() {
        return Optional.ofNullable(buckets);
    }

    /** Counts an entry. */
    public void add(Entry entry) {
        total++;
        facets.keySet().forEach(facet -> add(facet, facet.valueOf(entry), 1));
        if (buckets != null) {
            int bucket = buckets.of(entry.time().toEpochMilli());
            if (bucket >= 0) {
                inBuckets[bucket]++;
            }
        }
    }

    /** Counts so many entries; their facets and buckets are added one by one. */
    public void addEntries(long count) {
        total += count;
    }

    public void add(Facet facet, String value, long count) {
        Map<String, Long> counts = facets.get(facet);
        if (counts != null) {
            counts.merge(value, count, Long::sum);
        }
    }

    public void addToBucket(int bucket, long count) {
        inBuckets[bucket] += count;
    }

    /** How many entries it has counted. */
    public long total() {
        return total;
    }

    /** How many entries have each value; none that no entry has. */
    public Map<String, Long> counts(Facet facet) {
        return Collections.unmodifiableMap(facets.getOrDefault(facet, Map.of()));
    }

    /** How many entries are in a bucket. */
    public long inBucket(int bucket) {
        return inBuckets[bucket];
    }
}
