package io.certtrail.search.store;

import io.certtrail.domain.segments.DerivedObjects;
import io.certtrail.domain.segments.DerivedObjects.Name;
import io.certtrail.domain.segments.Segment;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.Sha256;
import io.certtrail.search.index.IndexKey;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The indexes that lie beside the segments of a chain, one object each. The name of one says its format's version, which
 * entries it is of, and a digest of them. Safe for use by many threads.
 */
public final class IndexShelf {
    private static final String KIND = "search";

    /** Of the format: an index of another one is not looked at. */
    private static final String VERSION = "v1-";

    private static final int DIGEST_DIGITS = 32;

    private final DerivedObjects objects;

    public IndexShelf(DerivedObjects objects) {
        this.objects = objects;
    }

    /** The key of an index of some segments in a row. */
    public static IndexKey key(List<Segment> segments) {
        MessageDigest roots = Sha256.digest();
        segments.forEach(segment -> roots.update(segment.root().bytes()));
        Segment first = segments.getFirst();
        return new IndexKey(first.origin(), first.fromSeq(), segments.getLast().toSeq(), Hash.finish(roots));
    }

    static Name name(IndexKey key) {
        return new Name(
                KIND, key.fromSeq(), key.toSeq(), VERSION + key.contents().hex().substring(0, DIGEST_DIGITS));
    }

    /** The names of those that are there, of this version. One request for each 1,000. */
    Set<Name> names(Origin origin) {
        return objects.all(origin, KIND).stream()
                .filter(name -> name.tag().startsWith(VERSION))
                .collect(Collectors.toSet());
    }

    Optional<byte[]> read(IndexKey key) {
        return objects.read(key.origin(), name(key));
    }

    /** Writes an index, if none of its name is there. */
    void put(IndexKey key, byte[] blob) {
        boolean _ = objects.putIfAbsent(key.origin(), name(key), blob);
    }

    /** Writes an index in place of the one that is there. */
    void replace(IndexKey key, byte[] blob) {
        objects.delete(key.origin(), List.of(name(key)));
        put(key, blob);
    }

    void delete(Origin origin, Collection<Name> names) {
        if (!names.isEmpty()) {
            objects.delete(origin, names);
        }
    }
}
