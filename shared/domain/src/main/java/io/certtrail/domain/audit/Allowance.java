package io.certtrail.domain.audit;

import io.certtrail.domain.wake.Deadline;

/**
 * What one question may still cost of what is sealed: time, and bytes of the object store. A read whose length is known
 * is asked for before it is made. Whoever asks gets on all the same: the first read of entries is always granted. One
 * question's; safe for use by many threads.
 */
public final class Allowance {
    private final Deadline deadline;
    private final long mostBytes;
    private long bytes;
    private boolean isNextGranted = true;

    /**
     * An allowance.
     *
     * @param deadline after it nothing is begun
     * @param mostBytes that may be read of the object store
     */
    public Allowance(Deadline deadline, long mostBytes) {
        this.deadline = deadline;
        this.mostBytes = mostBytes;
    }

    /** As much as it takes. */
    public static Allowance ample() {
        return new Allowance(Deadline.NONE, Long.MAX_VALUE);
    }

    /** Whether nothing more is to be begun. */
    public synchronized boolean isSpent() {
        return bytes >= mostBytes || !deadline.left().isPositive();
    }

    /** Takes what a read of so many bytes costs, if there is as much left, or it is the first. */
    public synchronized boolean take(long length) {
        if (!isNextGranted && length > mostBytes - bytes) {
            return false;
        }
        isNextGranted = false;
        bytes += length;
        return true;
    }

    /** Takes what was read already. */
    public synchronized void spend(long length) {
        bytes += length;
    }

    /** What was read was of no use, through no fault of who asks: the next read is granted again. */
    public synchronized void grantNext() {
        isNextGranted = true;
    }

    /** What was read so far. */
    public synchronized long bytes() {
        return bytes;
    }
}
