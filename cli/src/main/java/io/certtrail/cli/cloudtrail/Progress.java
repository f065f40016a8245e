package io.certtrail.cli.cloudtrail;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A bar on a terminal, drawn over itself; nothing at all where no person is looking. Not thread-safe. */
final class Progress {

    private static final int WIDTH = 30;
    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream err;
    private final boolean terminal;
    private final LogFiles files;
    private final Clock clock;
    private final Instant start;
    private Instant drawn;

    Progress(PrintStream err, boolean terminal, LogFiles files, Clock clock) {
        this.err = err;
        this.terminal = terminal;
        this.files = files;
        this.clock = clock;
        this.start = clock.instant();
        this.drawn = start;
    }

    /** Draws how far it is, if the last drawing is old enough. */
    void at(int filesDone, long bytesDone, long events) {
        if (!terminal) {
            return;
        }
        Instant now = clock.instant();
        if (Duration.between(drawn, now).compareTo(PERIOD) < 0) {
            return;
        }
        drawn = now;
        int filled = files.bytes() == 0 ? WIDTH : (int) (WIDTH * bytesDone / files.bytes());
        long perSecond = events * 1000 / Math.max(1, elapsed().toMillis());
        err.print(CLEAR_LINE + "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] " + filesDone + "/"
                + files.files().size() + " files, " + events + " events, " + perSecond + "/s");
        err.flush();
    }

    /** Takes the bar away. */
    void done() {
        if (terminal) {
            err.print(CLEAR_LINE);
            err.flush();
        }
    }

    Duration elapsed() {
        return Duration.between(start, clock.instant());
    }
}
