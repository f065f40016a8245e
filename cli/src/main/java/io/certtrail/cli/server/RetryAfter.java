package io.certtrail.cli.server;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.OptionalLong;

/** The header of RFC 9110 §10.2.3, in its form of seconds, which is the one that the API sends. */
final class RetryAfter {

    private RetryAfter() {}

    /** What the header asks for, at most {@code most}; {@code otherwise} when it is absent or a date. */
    static Duration of(HttpHeaders headers, Duration otherwise, Duration most) {
        OptionalLong seconds;
        try {
            seconds = headers.firstValueAsLong("Retry-After");
        } catch (NumberFormatException e) {
            return otherwise;
        }
        if (seconds.isEmpty() || seconds.getAsLong() < 0) {
            return otherwise;
        }
        Duration asked = Duration.ofSeconds(Math.min(seconds.getAsLong(), most.toSeconds()));
        return asked.compareTo(otherwise) > 0 ? asked : otherwise;
    }
}
