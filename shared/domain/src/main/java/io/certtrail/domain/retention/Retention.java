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
 * @param archiveMonths contents that have expired lie locked in the vault until so many months after their day, shown to
 *     nobody here: 0 (none do) to {@value #MOST_MONTHS}
 */
public record Retention(int days, @Nullable LocalDate holdFrom, int archiveMonths) {
    public static final int LEAST_DAYS = 30;
    public static final int MOST_DAYS = 365;

    /** What is meant unless something is set. */
    public static final int USUAL_DAYS = 90;

    /** The most months: ten years. */
    public static final int MOST_MONTHS = 120;

    /**
     * A retention.
     *
     * @throws IllegalArgumentException if there are too few or too many days or months
     */
    public Retention {
        if (days < LEAST_DAYS || days > MOST_DAYS) {
            throw new IllegalArgumentException(
                    "contents are kept %d to %d days, found %d".formatted(LEAST_DAYS, MOST_DAYS, days));
        }
        if (archiveMonths < 0 || archiveMonths > MOST_MONTHS) {
            throw new IllegalArgumentException(
                    "contents are archived for 0 to %d months, found %d".formatted(MOST_MONTHS, archiveMonths));
        }
    }

    /** One after which nothing is kept. */
    public Retention(int days, @Nullable LocalDate holdFrom) {
        this(days, holdFrom, 0);
    }

    /** The first day whose entries are kept. */
    public LocalDate firstDay(Instant now) {
        LocalDate first = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(days);
        return holdFrom != null && holdFrom.isBefore(first) ? holdFrom : first;
    }

    /** The first day on which what was recorded on a day is in the vault no longer, if nothing holds it. */
    public LocalDate archivedUntil(LocalDate day) {
        return day.plusMonths(archiveMonths).plusDays(1);
    }

    /** Whether a legal hold keeps what was recorded on a day. */
    public boolean isHeld(LocalDate day) {
        return holdFrom != null && !day.isBefore(holdFrom);
    }

    /** In words, such as {@code 90 days, legal hold from 2026-11-22, archived for 24 months}. */
    public String policy() {
        return days + " days"
                + (holdFrom == null ? "" : ", legal hold from " + holdFrom)
                + (archiveMonths == 0 ? "" : ", archived for %d months".formatted(archiveMonths));
    }
}
