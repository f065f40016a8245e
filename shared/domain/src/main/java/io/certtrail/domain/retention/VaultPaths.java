package io.certtrail.domain.retention;

import io.certtrail.domain.segments.Segment;
import io.certtrail.domain.segments.SegmentFault;
import io.certtrail.domain.segments.SegmentPaths;
import io.certtrail.ledger.checkpoint.Origin;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the objects of the vault lie.
 *
 * <ul>
 *   <li>{@code segments/…}: the entries, as in the archive ({@link SegmentPaths}): Athena reads them the same way;
 *   <li>{@code manifests/<log name>/tenant=<tenant>/until=<YYYY-MM-DD>/<incarnation>-<name>}: their manifests by the first
 *       UTC day on which they may be deleted: what is over comes first in a list; the name is that in the archive.
 * </ul>
 */
final class VaultPaths {
    private static final Pattern REST =
            Pattern.compile("until=([0-9]{4}-[0-9]{2}-[0-9]{2})/([1-9][0-9]{0,8})-([^/]+\\.json)");

    private VaultPaths() {}

    /** A segment that lies there, as far as its manifest's path tells. */
    record Vaulted(Segment segment, LocalDate until, String manifest) {
        String object() {
            return SegmentPaths.data(segment);
        }
    }

    static String manifests(Origin origin) {
        return "manifests/%s/tenant=%s/".formatted(origin.logName(), origin.tenant());
    }

    static String manifest(Segment segment, LocalDate until) {
        String name = SegmentPaths.manifest(segment).replaceFirst(".*/", "");
        return "%suntil=%s/%d-%s"
                .formatted(manifests(segment.origin()), until, segment.origin().incarnation(), name);
    }

    /**
     * What a path names; empty if it is of another form.
     *
     * @param origin any ledger of the tenant
     */
    static Optional<Vaulted> parse(Origin origin, String path) {
        Matcher parts = REST.matcher(path.substring(manifests(origin).length()));
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            Origin ledger = new Origin(origin.logName(), origin.tenant(), Integer.parseInt(parts.group(2)));
            return Optional.of(
                    new Vaulted(SegmentPaths.named(ledger, parts.group(3)), LocalDate.parse(parts.group(1)), path));
        } catch (DateTimeException | SegmentFault e) {
            return Optional.empty();
        }
    }
}
