package io.certtrail.domain.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** A time that says its zone, as ISO 8601 and RFC 3339 write it: {@code 2026-11-22T11:00:00.5+01:00}. */
public final class ZonedText {
    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm")
            .optionalStart()
            .appendPattern(":ss")
            .optionalStart()
            .appendFraction(java.time.temporal.ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .optionalEnd()
            .appendOffset("+HH:MM", "Z")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9999;

    private ZonedText() {}

    /** The time that is meant, cut to the millisecond; empty if the text is of another form or names no zone. */
    public static Optional<Instant> parse(String text) {
        try {
            Instant instant = FORM.parse(text, OffsetDateTime::from).toInstant().truncatedTo(ChronoUnit.MILLIS);
            int year = instant.atOffset(java.time.ZoneOffset.UTC).getYear();
            return year < FIRST_YEAR || year > LAST_YEAR ? Optional.empty() : Optional.of(instant);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
