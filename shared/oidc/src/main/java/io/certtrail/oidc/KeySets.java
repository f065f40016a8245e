package io.certtrail.oidc;

import io.certtrail.domain.oidc.JwtException;
import io.certtrail.domain.oidc.JwtException.Reason;
import io.certtrail.domain.oidc.JwtHeader;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keys of providers as they were read some minutes ago at most. A key that a provider takes back is believed {@link
 * #FRESH} longer at most, or {@link #STALE} if the provider can't be reached meanwhile; one that it adds is found at once,
 * but whoever makes up names of keys makes this read them again no more than once in {@link #PAUSE}. Safe for use by many
 * threads: one of them reads a provider's keys, the others wait for it.
 */
final class KeySets {
    /** How long keys are used without another look. */
    static final Duration FRESH = Duration.ofMinutes(5);

    /** How long they are used if no other look succeeds. */
    static final Duration STALE = Duration.ofHours(1);

    /** Between two looks for a key that is not there. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    /** After a look that failed. */
    static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);

    static final int MOST_PROVIDERS = 64;

    private record Source(String issuer, @Nullable URI jwksUri) {}

    private final PublishedKeys published;
    private final Clock clock;
    private final Consumer<String> log;
    private final Map<Source, KeySet> sets = new LinkedHashMap<>(MOST_PROVIDERS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, KeySet> eldest) {
            return size() > MOST_PROVIDERS;
        }
    };

    /** @param log told in a sentence when keys can't be had */
    KeySets(PublishedKeys published, Clock clock, Consumer<String> log) {
        this.published = published;
        this.clock = clock;
        this.log = log;
    }

    /**
     * The keys that may have signed a token with this header; never none.
     *
     * @throws JwtException if there is none, or nobody knows
     */
    List<ProviderKey> find(JwtHeader header, String issuer, @Nullable URI jwksUri) {
        Source source = new Source(issuer, jwksUri);
        KeySet set;
        synchronized (sets) {
            set = sets.computeIfAbsent(source, KeySet::new);
        }
        return set.find(header);
    }

    /** The keys of one provider. */
    private final class KeySet {
        private final Source source;
        private final ReentrantLock lock = new ReentrantLock();
        private List<ProviderKey> keys = List.of();
        private Instant read = Instant.MIN;
        private Instant tried = Instant.MIN;
        private Instant lookedFor = Instant.MIN;

        KeySet(Source source) {
            this.source = source;
        }

        List<ProviderKey> find(JwtHeader header) {
            lock.lock();
            try {
                Instant now = clock.instant();
                if (!isWithin(FRESH, read, now) && !isWithin(PAUSE_AFTER_FAILURE, tried, now)) {
                    readAgain(now);
                }
                if (!isWithin(STALE, read, now)) {
                    throw new JwtException(Reason.UNREACHABLE, "the provider's keys can't be had just now; try again");
                }
                List<ProviderKey> found = suitable(header);
                if (found.isEmpty() && !read.equals(now) && !isWithin(PAUSE, lookedFor, now)) {
                    lookedFor = now;
                    readAgain(now);
                    found = suitable(header);
                }
                return required(header, found);
            } finally {
                lock.unlock();
            }
        }

        private void readAgain(Instant now) {
            tried = now;
            try {
                keys = published.read(source.issuer(), source.jwksUri());
                read = now;
            } catch (IOException e) {
                log.accept("the keys of the provider " + source.issuer() + " can't be had: " + e.getMessage());
            }
        }

        private List<ProviderKey> suitable(JwtHeader header) {
            String keyId = header.keyId();
            return keys.stream()
                    .filter(key -> key.algorithms().contains(header.algorithm()))
                    .filter(key -> keyId == null || keyId.equals(key.keyId()))
                    .toList();
        }

        /** A token may leave its key unnamed only if there is no choice (OpenID Connect Core §10.1). */
        private List<ProviderKey> required(JwtHeader header, List<ProviderKey> found) {
            if (found.isEmpty()) {
                throw new JwtException(
                        Reason.KEY,
                        "the provider publishes no such key for "
                                + header.algorithm().text());
            }
            if (header.keyId() == null && found.size() > 1) {
                throw new JwtException(Reason.KEY, "the token names no key (kid), and the provider has several");
            }
            return found;
        }

        /** A clock that was put back makes everything old. */
        private static boolean isWithin(Duration duration, Instant since, Instant now) {
            return !now.isBefore(since) && !since.equals(Instant.MIN) && now.isBefore(since.plus(duration));
        }
    }
}
