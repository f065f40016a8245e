package io.certtrail.domain.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * How long the contents of a tenant's ledgers are kept, in UTC days by the time of recording.
 *
 * @param days an entry of a day is kept on so many days after it: {@value #LEAST_DAYS} to {@value #MOST_DAYS}
 * @param holdFrom the first day that a legal hold keeps, with all days after it, however old they grow; null if there is
 *     none
 */
public record Retention(int days, @Nullable LocalDate holdFrom) {
    public static final int LEAST_DAYS = 30;
    public static final int MOST_DAYS = 365;

    /** What is meant unless something is set. */
    public static final int USUAL_DAYS = 90;

    /**
     * A retention.
     *
     * @throws IllegalArgumentException if there are too few or too many days
     */
    public Retention {
        if (days < LEAST_DAYS || days > MOST_DAYS) {
            throw new IllegalArgumentException(
                    "contents are kept %d to %d days, found %d".formatted(LEAST_DAYS, MOST_DAYS, days));
        }
    }

    /** The first day whose entries are kept. */
    public LocalDate firstDay(Instant now) {
        LocalDate first = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(days);
        return holdFrom != null && holdFrom.isBefore(first) ? holdFrom : first;
    }

    /** In words, such as {@code 90 days, legal hold from 2026-11-22}. */
    public String policy() {
        return holdFrom == null ? days + " days" : "%d days, legal hold from %s".formatted(days, holdFrom);
    }
}
