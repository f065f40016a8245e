package io.certtrail.domain.access;

import io.certtrail.ledger.entry.LedgerTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * Notes that tokens are used, each at most once an hour, while nobody waits for it. A note that is lost, because the
 * process was stopped or the store was away, is written an hour later. Safe for use by several threads.
 */
public final class TokenUse {
    private static final Duration EVERY = Duration.ofHours(1);
    private static final int REMEMBERED = 1000;

    private final TokenReader tokens;
    private final Clock clock;
    private final Executor aside;
    private final Map<String, Instant> noted = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param aside runs what nobody waits for */
    public TokenUse(TokenReader tokens, Clock clock, Executor aside) {
        this.tokens = tokens;
        this.clock = clock;
        this.aside = aside;
    }

    /** Somebody came with a credential; of an access token that is noted. */
    public void seen(Principal principal) {
        CredentialId credential = principal.credential();
        Instant now = LedgerTime.of(clock.instant());
        if (credential.kind() != Credential.Kind.API_TOKEN || !isDue(credential.id(), now)) {
            return;
        }
        UUID id = UUID.fromString(credential.id());
        aside.execute(() -> note(principal.tenant(), id, now));
    }

    private synchronized boolean isDue(String id, Instant now) {
        Instant before = noted.get(id);
        if (before != null && now.isBefore(before.plus(EVERY))) {
            return false;
        }
        noted.put(id, now);
        return true;
    }

    private void note(String tenant, UUID id, Instant now) {
        try {
            tokens.used(tenant, id, now, now.minus(EVERY));
        } catch (RuntimeException e) {
            // The request is answered; the next hour's note says the same.
        }
    }
}
