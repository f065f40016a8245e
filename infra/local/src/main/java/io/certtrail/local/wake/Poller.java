package io.certtrail.local.wake;

/** Something that polls for as long as it is let. */
@FunctionalInterface
public interface Poller {
    /** Polls until its thread is interrupted. */
    void poll() throws InterruptedException;
}
