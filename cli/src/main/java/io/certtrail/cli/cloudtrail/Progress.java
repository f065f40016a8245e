package io.certtrail.cli.cloudtrail;

import io.certtrail.cli.ProgressBar;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;

/** How far an import is. Not thread-safe. */
final class Progress {

    private final ProgressBar bar;
    private final LogFiles files;

    Progress(PrintStream err, boolean terminal, LogFiles files, Clock clock) {
        this.bar = new ProgressBar(err, terminal, clock);
        this.files = files;
    }

    /** Draws how far it is, if the last drawing is old enough. */
    void at(int filesDone, long bytesDone, long events) {
        bar.at(
                bytesDone,
                files.bytes(),
                () -> filesDone + "/" + files.files().size() + " files, " + events + " events, " + bar.perSecond(events)
                        + "/s");
    }

    /** Takes the bar away. */
    void done() {
        bar.done();
    }

    Duration elapsed() {
        return bar.elapsed();
    }
}
