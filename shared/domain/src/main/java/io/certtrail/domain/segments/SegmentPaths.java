package io.certtrail.domain.segments;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.merkle.Hash;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the objects of the archive lie.
 *
 * <ul>
 *   <li>{@code segments/<log name>/tenant=<tenant>/day=<YYYY-MM-DD>/<incarnation>-<from>-<to>.jsonl.gz}: the entries;
 *       partitioned as Athena and Hive read them, and nothing else lies below {@code segments/};
 *   <li>{@code manifests/<origin>/<10^16-1-from>-<from>-<to>-<first time>-<last time>-<root>.json}: the manifests, newest
 *       first in a list, which so tells all of a {@link Segment} without reading any; times in milliseconds since 1970,
 *       the root in hex;
 *   <li>{@code derived/<origin>/<kind>/<from>-<to>-<tag>}: what is made of them ({@link DerivedObjects});
 *   <li>{@code pruned/<origin>.json}: how far the contents were dropped ({@link PrunedMark}).
 * </ul>
 *
 * Places in the chain are written with 16 digits.
 */
public final class SegmentPaths {
    private static final long LAST = 9_999_999_999_999_999L;

    private static final Pattern MANIFEST = Pattern.compile(
            "([0-9]{16})-([0-9]{16})-([0-9]{16})-(-?[0-9]{1,15})-(-?[0-9]{1,15})-([0-9a-f]{64})\\.json");

    private SegmentPaths() {}

    /** The object with the entries. */
    public static String data(Segment segment) {
        return data(segment.origin(), segment.firstTime(), segment.fromSeq(), segment.toSeq());
    }

    static String data(Origin origin, Instant time, long fromSeq, long toSeq) {
        return "segments/%s/tenant=%s/day=%s/%d-%016d-%016d.jsonl.gz"
                .formatted(origin.logName(), origin.tenant(), Segment.day(time), origin.incarnation(), fromSeq, toSeq);
    }

    /** All objects with entries of a tenant's chains. */
    static String data(Origin origin) {
        return "segments/%s/tenant=%s/".formatted(origin.logName(), origin.tenant());
    }

    static String manifests(Origin origin) {
        return "manifests/" + origin.text() + '/';
    }

    /** The object that says what is in a segment. */
    public static String manifest(Segment segment) {
        return "%s%016d-%016d-%016d-%d-%d-%s.json"
                .formatted(
                        manifests(segment.origin()),
                        LAST - segment.fromSeq(),
                        segment.fromSeq(),
                        segment.toSeq(),
                        segment.firstTime().toEpochMilli(),
                        segment.lastTime().toEpochMilli(),
                        segment.root().hex());
    }

    /**
     * The segment that a manifest's path names.
     *
     * @throws SegmentFault if it names none
     */
    static Segment segment(Origin origin, String path) {
        Matcher parts = MANIFEST.matcher(path.substring(manifests(origin).length()));
        try {
            if (parts.matches()) {
                Segment segment = new Segment(
                        origin,
                        Long.parseLong(parts.group(2)),
                        Long.parseLong(parts.group(3)),
                        Instant.ofEpochMilli(Long.parseLong(parts.group(4))),
                        Instant.ofEpochMilli(Long.parseLong(parts.group(5))),
                        Hash.ofHex(parts.group(6)));
                if (manifest(segment).equals(path)) {
                    return segment;
                }
            }
        } catch (IllegalArgumentException e) {
            throw foreign(origin, path, String.valueOf(e.getMessage()));
        }
        throw foreign(origin, path, "another form");
    }

    /**
     * The segment that a manifest is called after.
     *
     * @param name the last part of the manifest's path
     * @throws SegmentFault if it is another form
     */
    public static Segment named(Origin origin, String name) {
        return segment(origin, manifests(origin) + name);
    }

    private static SegmentFault foreign(Origin origin, String path, String found) {
        return new SegmentFault(origin, SegmentFault.Kind.OTHER_VERSION, path, "the path of a manifest", found);
    }

    static String pruned(Origin origin) {
        return "pruned/%s.json".formatted(origin.text());
    }

    static String derived(Origin origin) {
        return "derived/" + origin.text() + '/';
    }
}
