package io.certtrail.search.sealed;

import io.certtrail.domain.audit.Allowance;
import io.certtrail.domain.segments.Chunk;
import io.certtrail.domain.segments.ChunkEntries;
import io.certtrail.domain.segments.Manifest;
import io.certtrail.domain.segments.Segment;
import io.certtrail.domain.segments.Segments;
import io.certtrail.ledger.entry.LoggedEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Reads entries by their places: the chunks that hold them, several at once, of which the last ones used are kept. Safe
 * for use by many threads.
 */
public final class HitReader {
    /** Requests at once: each waits for the network most of the time. */
    private static final int AT_ONCE = 16;

    private static final int MAX_MANIFESTS = 1_024;

    private final Segments segments;
    private final long maxLineBytes;
    private final Semaphore permits = new Semaphore(AT_ONCE);
    private final LinkedHashMap<Segment, Manifest> manifests = new LinkedHashMap<>(16, 0.75f, true);
    private final LinkedHashMap<ChunkKey, ChunkEntries> chunks = new LinkedHashMap<>(16, 0.75f, true);
    private long lineBytes;

    /** @param maxLineBytes of the chunks that are kept, before they are compressed */
    public HitReader(Segments segments, long maxLineBytes) {
        this.segments = segments;
        this.maxLineBytes = maxLineBytes;
    }

    private record ChunkKey(Segment segment, long fromSeq) {}

    /**
     * The entries at some places, in the order of these; those of the first places alone, if the others cost more than the
     * allowance has.
     *
     * @param among segments that hold them
     * @throws io.certtrail.domain.segments.SegmentFault if a segment is not as it was sealed
     */
    List<LoggedEntry> read(List<Segment> among, long[] seqs, Allowance allowance) {
        Map<Segment, Manifest> needed = new HashMap<>();
        List<Segment> owners = new ArrayList<>(seqs.length);
        for (long seq : seqs) {
            owners.add(owner(among, seq));
        }
        together(owners.stream().distinct().toList(), this::manifest).forEach(needed::put);
        List<ChunkKey> keys = new ArrayList<>(seqs.length);
        Map<ChunkKey, Chunk> wanted = new LinkedHashMap<>();
        for (int i = 0; i < seqs.length; i++) {
            Chunk chunk = manifestOf(needed, owners.get(i)).chunkOf(seqs[i]);
            ChunkKey key = new ChunkKey(owners.get(i), chunk.fromSeq());
            if (!wanted.containsKey(key) && !isAtHand(key) && !allowance.take(chunk.length())) {
                break;
            }
            keys.add(key);
            wanted.put(key, chunk);
        }
        Map<ChunkKey, ChunkEntries> read = together(
                List.copyOf(wanted.keySet()), key -> chunk(key, manifestOf(needed, key.segment()), of(wanted, key)));
        List<LoggedEntry> entries = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            entries.add(of(read, keys.get(i)).at(seqs[i]));
        }
        return entries;
    }

    private static Manifest manifestOf(Map<Segment, Manifest> manifests, Segment segment) {
        Manifest manifest = manifests.get(segment);
        if (manifest == null) {
            throw new IllegalStateException("the manifest of " + segment + " was read before");
        }
        return manifest;
    }

    private static <T> T of(Map<ChunkKey, T> chunks, ChunkKey key) {
        T chunk = chunks.get(key);
        if (chunk == null) {
            throw new IllegalStateException("the chunk " + key + " was found before");
        }
        return chunk;
    }

    private static Segment owner(List<Segment> among, long seq) {
        int low = 0;
        int high = among.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Segment segment = among.get(middle);
            if (segment.holds(seq)) {
                return segment;
            }
            if (seq < segment.fromSeq()) {
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        throw new IllegalArgumentException("no segment holds entry " + seq);
    }

    private Manifest manifest(Segment segment) {
        synchronized (manifests) {
            Manifest known = manifests.get(segment);
            if (known != null) {
                return known;
            }
        }
        Manifest manifest = segments.manifest(segment);
        synchronized (manifests) {
            manifests.put(segment, manifest);
            if (manifests.size() > MAX_MANIFESTS) {
                Map.Entry<Segment, Manifest> _ = manifests.pollFirstEntry();
            }
        }
        return manifest;
    }

    private boolean isAtHand(ChunkKey key) {
        synchronized (chunks) {
            return chunks.containsKey(key);
        }
    }

    private ChunkEntries chunk(ChunkKey key, Manifest manifest, Chunk chunk) {
        synchronized (chunks) {
            ChunkEntries known = chunks.get(key);
            if (known != null) {
                return known;
            }
        }
        ChunkEntries entries = segments.chunk(manifest, chunk);
        synchronized (chunks) {
            if (chunks.put(key, entries) == null) {
                lineBytes += chunk.lineBytes();
            }
            while (lineBytes > maxLineBytes && !chunks.isEmpty()) {
                lineBytes -= chunks.pollFirstEntry().getValue().chunk().lineBytes();
            }
        }
        return entries;
    }

    private interface Reading<K, V> {
        V of(K key);
    }

    private <K, V> Map<K, V> together(List<K> keys, Reading<K, V> reading) {
        Map<K, V> values = new LinkedHashMap<>();
        if (keys.size() == 1) {
            values.put(keys.getFirst(), reading.of(keys.getFirst()));
            return values;
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<K, Future<V>> futures = new LinkedHashMap<>();
            keys.forEach(key -> futures.put(key, threads.submit(permitted(() -> reading.of(key)))));
            for (Map.Entry<K, Future<V>> future : futures.entrySet()) {
                values.put(future.getKey(), future.getValue().get());
            }
            return values;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("an entry can't be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading entries", e);
        }
    }

    private <V> Callable<V> permitted(Callable<V> reading) {
        return () -> {
            permits.acquire();
            try {
                return reading.call();
            } finally {
                permits.release();
            }
        };
    }
}
