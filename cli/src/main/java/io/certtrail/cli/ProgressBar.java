package io.certtrail.cli;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** A bar on a terminal, drawn over itself; nothing at all where no person is looking. Not thread-safe. */
public final class ProgressBar {

    private static final int WIDTH = 30;
    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream err;
    private final boolean terminal;
    private final Clock clock;
    private final Instant start;
    private Instant drawn;

    public ProgressBar(PrintStream err, boolean terminal, Clock clock) {
        this.err = err;
        this.terminal = terminal;
        this.clock = clock;
        this.start = clock.instant();
        this.drawn = start;
    }

    /** Draws how far it is, if the last drawing is old enough. */
    public void at(long done, long of, Supplier<String> text) {
        if (!terminal) {
            return;
        }
        Instant now = clock.instant();
        if (Duration.between(drawn, now).compareTo(PERIOD) < 0) {
            return;
        }
        drawn = now;
        int filled = of == 0 ? WIDTH : (int) (WIDTH * ((double) done / of));
        err.print(CLEAR_LINE + "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] " + text.get());
        err.flush();
    }

    /** How many a second that is since the start. */
    public long perSecond(long count) {
        return count * 1000 / Math.max(1, elapsed().toMillis());
    }

    /** Takes the bar away. */
    public void done() {
        if (terminal) {
            err.print(CLEAR_LINE);
            err.flush();
        }
    }

    public Duration elapsed() {
        return Duration.between(start, clock.instant());
    }
}
