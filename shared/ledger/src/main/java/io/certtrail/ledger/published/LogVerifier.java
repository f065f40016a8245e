package io.certtrail.ledger.published;

import io.certtrail.ledger.verify.TrustedKeys;
import java.io.IOException;

/**
 * Checks a whole published log, offline if it is at hand, in memory that does not grow with it: every entry and every tile
 * against the checkpoint that the log's key signed, every saved checkpoint against the entries, that no id stands twice,
 * and that the log extends what was kept elsewhere. No key is ever taken from the log.
 *
 * <p>What is wrong is looked for in one order, however many threads there are: the newest checkpoint, what was kept that
 * contradicts it outright, then bundle by bundle its entries, its tile, the checkpoints saved and kept within it, what is left
 * over of them, the tiles above that it completes; at last repeated ids. So a finding is the first thing that is wrong.
 *
 * <pre>{@code
 * LogVerdict verdict = LogVerifier.trusting(keys, settings).verify(log, KeptCheckpoints.NONE);
 * }</pre>
 *
 * Immutable and thread-safe, if what the settings hold is.
 */
public final class LogVerifier {
    private final TrustedKeys keys;
    private final Settings settings;

    private LogVerifier(TrustedKeys keys, Settings settings) {
        this.keys = keys;
        this.settings = settings;
    }

    /** Told how far it is, by one thread. */
    @FunctionalInterface
    public interface Progress {
        void at(long entries, long ofEntries);
    }

    /**
     * What one run may use.
     *
     * @param parallel how many bundles are read and hashed side by side, from 1
     * @param salt a random number that whoever wrote the log can't know
     */
    public record Settings(int parallel, Scratch scratch, long salt, Progress progress) {
        public Settings {
            if (parallel < 1) {
                throw new IllegalArgumentException("at least one thread, found " + parallel);
            }
        }
    }

    public static LogVerifier trusting(TrustedKeys keys, Settings settings) {
        return new LogVerifier(keys, settings);
    }

    /** Checks the log, and that it extends what was kept of it. */
    public LogVerdict verify(PublishedLog log, KeptCheckpoints kept) {
        try {
            return new LogCheck(log, keys, settings).run(kept);
        } catch (LogFaultException e) {
            return new LogVerdict.Tampered(e.finding());
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new LogVerdict.Undecided(LogVerdict.Reason.UNREACHABLE, why);
        }
    }
}
