package io.certtrail.domain.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A bound of a half-open range of time as callers write it: a time with its zone, or a bare date ({@code 2026-11-22}),
 * which means that whole day in a zone that is told beside it.
 *
 * @param start the first instant that is meant
 * @param end the first instant that is not meant any more; of a time, the same as {@code start}
 */
public record DayOrTime(Instant start, Instant end) {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final DateTimeFormatter DATE_FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    /** What is meant; empty if the text is of neither form, or no such day or time exists. */
    public static Optional<DayOrTime> parse(String text, ZoneId zone) {
        if (!DATE.matcher(text).matches()) {
            return ZonedText.parse(text).map(time -> new DayOrTime(time, time));
        }
        try {
            LocalDate day = LocalDate.parse(text, DATE_FORM);
            return Optional.of(new DayOrTime(
                    day.atStartOfDay(zone).toInstant(),
                    day.plusDays(1).atStartOfDay(zone).toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
