package io.certtrail.aws.dynamo;

import java.util.concurrent.ThreadLocalRandom;

/** Pauses between the calls of a batch that was done in part: each a random time below twice the one before. */
public final class Backoff {
    private static final long FIRST_MS = 20;
    private static final long LONGEST_MS = 1_000;

    private long most = FIRST_MS;

    /** Waits. */
    public void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(most) + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between the calls of a batch", e);
        }
        most = Math.min(LONGEST_MS, most * 2);
    }
}
