package io.certtrail.ledger.entry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The one form of a time: UTC, {@code YYYY-MM-DDTHH:MM:SS.mmmZ}. */
public final class LedgerTime {
    private static final String FORM = "0000-00-00T00:00:00.000Z";
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private LedgerTime() {}

    /** A clock's time in the resolution of the ledger: the rest is cut off. */
    public static Instant of(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Whether {@link #text} can write the time: whole milliseconds, years 0000 to 9999. */
    public static boolean isExact(Instant time) {
        return of(time).equals(time) && !time.isBefore(FIRST) && time.isBefore(END);
    }

    /**
     * Writes a time.
     *
     * @throws IllegalArgumentException unless it {@link #isExact}
     */
    public static String text(Instant time) {
        if (!isExact(time)) {
            throw new IllegalArgumentException(
                    "a time has whole milliseconds and a year of four digits, found " + time);
        }
        LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
        char[] text = FORM.toCharArray();
        put(utc.getYear(), text, 0, 4);
        put(utc.getMonthValue(), text, 5, 7);
        put(utc.getDayOfMonth(), text, 8, 10);
        put(utc.getHour(), text, 11, 13);
        put(utc.getMinute(), text, 14, 16);
        put(utc.getSecond(), text, 17, 19);
        put(utc.getNano() / 1_000_000, text, 20, 23);
        return new String(text);
    }

    private static void put(int value, char[] text, int from, int to) {
        int rest = value;
        for (int i = to - 1; i >= from; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /**
     * Reads {@link #text}.
     *
     * @throws IllegalArgumentException if it is of any other form, or no day or time of that name exists (a leap second
     *     included)
     */
    public static Instant parse(String text) {
        if (!hasForm(text)) {
            throw refusal(text);
        }
        try {
            return LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 5, 7),
                            number(text, 8, 10),
                            number(text, 11, 13),
                            number(text, 14, 16),
                            number(text, 17, 19),
                            number(text, 20, 23) * 1_000_000)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw refusal(text);
        }
    }

    private static IllegalArgumentException refusal(String text) {
        return new IllegalArgumentException("expected a time as YYYY-MM-DDTHH:MM:SS.mmmZ, found " + text);
    }

    private static boolean hasForm(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            char expected = FORM.charAt(i);
            char found = text.charAt(i);
            if (expected == '0' ? found < '0' || found > '9' : found != expected) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
