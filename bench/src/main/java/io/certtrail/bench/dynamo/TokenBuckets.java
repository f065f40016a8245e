package io.certtrail.bench.dynamo;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A token bucket a key, which holds what comes in a second. A taker may leave it in debt, since what a call costs is
 * known when it is done; the next one waits until the debt is paid. Safe for use by many threads.
 */
final class TokenBuckets {
    /** Keys that were not used for so many others are full again. */
    private static final int MOST_KEYS = 20_000;

    private static final double NANOS = 1e9;

    private final double perSecond;

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_KEYS;
        }
    };

    private static final class Bucket {
        private double tokens;
        private long at;
    }

    TokenBuckets(double perSecond) {
        this.perSecond = perSecond;
    }

    /** Waits until none of the keys is in debt. */
    void await(List<String> keys) {
        while (true) {
            Duration wait = delay(keys);
            if (wait.isZero()) {
                return;
            }
            sleep(wait);
        }
    }

    /** How long it takes until none of the keys is in debt. */
    synchronized Duration delay(List<String> keys) {
        double debt = 0;
        for (String key : keys) {
            debt = Math.max(debt, -filled(key).tokens);
        }
        return Duration.ofNanos((long) Math.ceil(debt / perSecond * NANOS));
    }

    /** Takes units from the buckets of the keys, the same from each. */
    synchronized void take(List<String> keys, double units) {
        for (String key : keys) {
            filled(key).tokens -= units / keys.size();
        }
    }

    private Bucket filled(String key) {
        long now = System.nanoTime();
        Bucket bucket = buckets.get(key);
        if (bucket == null) {
            bucket = new Bucket();
            bucket.tokens = perSecond;
            buckets.put(key, bucket);
        } else {
            bucket.tokens = Math.min(perSecond, bucket.tokens + (now - bucket.at) / NANOS * perSecond);
        }
        bucket.at = now;
        return bucket;
    }

    static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in a modelled call", e);
        }
    }
}
