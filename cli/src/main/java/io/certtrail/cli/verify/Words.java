package io.certtrail.cli.verify;

import io.certtrail.ledger.checkpoint.VerifierKey;
import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.export.Excerpt;
import io.certtrail.ledger.export.Manifest;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.verify.Dropped;
import io.certtrail.ledger.verify.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a report says, in words for a person. */
final class Words {
    private static final int MAX_LENGTH = 200;

    private Words() {}

    static String count(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }

    static String time(Instant time) {
        return LedgerTime.text(time).replace('T', ' ').replace("Z", " UTC");
    }

    /** A text from the file, harmless on a terminal. */
    static String given(String text) {
        return Excerpt.plain(text, MAX_LENGTH);
    }

    static String dropped(Dropped one) {
        return "Entries %d to %d of %s were there; their contents were dropped %s (%s), as entry %d says."
                .formatted(
                        one.fromSeq(),
                        one.toSeq() - 1,
                        given(one.origin()),
                        time(one.time()),
                        given(one.policy()),
                        one.seq());
    }

    static String filter(Manifest manifest) {
        String filter = Jcs.text(manifest.filter().toJson());
        return filter.equals("{}") ? "none, it is of all entries" : given(filter);
    }

    static String names(List<Attribute> attributes) {
        return attributes.stream().map(Attribute::text).collect(Collectors.joining(", "));
    }

    /** Why a report does not show that nothing was left out. */
    static String whyIncomplete(Report report) {
        Report.InLog log = report.log();
        if (log == null) {
            return "there is no proof file.";
        }
        if (log.unopened() > 0) {
            return "of " + count(log.unopened(), "entry", "entries")
                    + " that the log holds, the proof does not show why the filter rules them out.";
        }
        return "the filter asks for what this export does not show (" + String.join(", ", report.unchecked()) + ").";
    }

    /** How long before the export the log was last written. */
    static String age(Instant lastWritten, Instant exportedAt) {
        Duration age = Duration.between(lastWritten, exportedAt);
        if (age.isNegative()) {
            return "after the time that the export gives for itself";
        }
        if (age.compareTo(Duration.ofMinutes(2)) < 0) {
            return count(age.toSeconds(), "second", "seconds") + " before the export";
        }
        if (age.compareTo(Duration.ofHours(3)) < 0) {
            return count(age.toMinutes(), "minute", "minutes") + " before the export";
        }
        return age.compareTo(Duration.ofDays(3)) < 0
                ? count(age.toHours(), "hour", "hours") + " before the export"
                : count(age.toDays(), "day", "days") + " before the export";
    }

    static String keyIds(List<VerifierKey> keys) {
        return keys.stream().map(VerifierKey::keyId).collect(Collectors.joining(" and "));
    }

    /** An idle log gets an entry a day; one that has none for longer was not kept, or this is an old state of it. */
    static boolean isOld(Instant lastWritten, Instant exportedAt) {
        return Duration.between(lastWritten, exportedAt).compareTo(Duration.ofHours(26)) > 0;
    }
}
