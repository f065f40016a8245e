package io.certtrail.domain.audit;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long the buckets of a histogram are; days and longer ones begin at midnight of a zone, weeks on Mondays. */
public enum Interval {
    MINUTE(Duration.ofMinutes(1)),
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1)),
    WEEK(Duration.ofDays(7)),
    MONTH(Duration.ofDays(28)),
    YEAR(Duration.ofDays(365));

    /** The most buckets of a histogram. */
    public static final int MAX_BUCKETS = 1_000;

    private static final int USUAL_BUCKETS = 100;

    private final Duration shortest;
    private final String text = name().toLowerCase(Locale.ROOT);

    Interval(Duration shortest) {
        this.shortest = shortest;
    }

    public String text() {
        return text;
    }

    /**
     * Reads {@link #text}.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Interval parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The shortest one that gives some hundred buckets at most. */
    public static Interval fitting(Instant from, Instant to) {
        for (Interval interval : values()) {
            if (interval.most(from, to) <= USUAL_BUCKETS) {
                return interval;
            }
        }
        return YEAR;
    }

    /** No fewer than the buckets of a range. */
    private long most(Instant from, Instant to) {
        return Duration.between(from, to).dividedBy(shortest) + 2;
    }

    /**
     * The buckets of a range: the first one may begin before it, the last one end after it.
     *
     * @throws IllegalArgumentException if there would be more than {@value #MAX_BUCKETS}
     */
    public TimeBuckets buckets(Instant from, Instant to, ZoneId zone) {
        if (most(from, to) > MAX_BUCKETS) {
            throw new IllegalArgumentException(
                    "expected at most %d buckets, found some %d; take a longer interval, or a shorter range of time"
                            .formatted(MAX_BUCKETS, most(from, to)));
        }
        List<Instant> bounds = new ArrayList<>();
        Instant bound = start(from.atZone(zone));
        bounds.add(bound);
        while (bound.isBefore(to) || bounds.size() < 2) {
            bound = next(bound, zone);
            bounds.add(bound);
        }
        return new TimeBuckets(bounds);
    }

    private Instant start(ZonedDateTime time) {
        LocalDate day = time.toLocalDate();
        return switch (this) {
            case MINUTE -> time.toInstant().truncatedTo(ChronoUnit.MINUTES);
            case HOUR -> time.truncatedTo(ChronoUnit.HOURS).toInstant();
            case DAY -> midnight(day, time.getZone());
            case WEEK -> midnight(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), time.getZone());
            case MONTH -> midnight(day.withDayOfMonth(1), time.getZone());
            case YEAR -> midnight(day.withDayOfYear(1), time.getZone());
        };
    }

    private Instant next(Instant bound, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(bound, zone);
        return switch (this) {
            case MINUTE, HOUR -> bound.plus(shortest);
            case DAY -> midnight(day.plusDays(1), zone);
            case WEEK -> midnight(day.plusWeeks(1), zone);
            case MONTH -> midnight(day.plusMonths(1), zone);
            case YEAR -> midnight(day.plusYears(1), zone);
        };
    }

    private static Instant midnight(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
