package io.certtrail.domain.segments;

import io.certtrail.ledger.checkpoint.Origin;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An object with the entries of a segment, as far as its path tells.
 *
 * @param day the UTC day of all its entries
 */
public record SealedObject(Origin origin, LocalDate day, long fromSeq, long toSeq, String path) {
    private static final Pattern REST =
            Pattern.compile("day=([0-9]{4}-[0-9]{2}-[0-9]{2})/([1-9][0-9]{0,8})-([0-9]{16})-([0-9]{16})\\.jsonl\\.gz");

    /** What the paths of all objects of a tenant's ledgers begin with; days come in their order. */
    public static String prefix(Origin origin) {
        return SegmentPaths.data(origin);
    }

    /** What lies before the paths of that day and after those of the days before. */
    public static String before(Origin origin, LocalDate day) {
        return prefix(origin) + "day=" + day;
    }

    /** Whether a path is of a day before that one. */
    public static boolean isBefore(Origin origin, String path, LocalDate day) {
        return path.compareTo(before(origin, day)) < 0;
    }

    /**
     * The object at a path; empty if a segment's object is called otherwise.
     *
     * @param origin any ledger of the tenant
     */
    public static Optional<SealedObject> parse(Origin origin, String path) {
        Matcher parts = REST.matcher(path.substring(prefix(origin).length()));
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SealedObject(
                    new Origin(origin.logName(), origin.tenant(), Integer.parseInt(parts.group(2))),
                    LocalDate.parse(parts.group(1)),
                    Long.parseLong(parts.group(3)),
                    Long.parseLong(parts.group(4)),
                    path));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
