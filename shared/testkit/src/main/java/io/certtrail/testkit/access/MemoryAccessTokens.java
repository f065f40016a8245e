package io.certtrail.testkit.access;

import io.certtrail.domain.access.AccessToken;
import io.certtrail.domain.access.AccessTokens;
import io.certtrail.domain.chain.Outbox;
import io.certtrail.ledger.entry.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens in memory, with their events going to an outbox. */
public final class MemoryAccessTokens implements AccessTokens {
    private final Map<String, AccessToken> tokens = new ConcurrentHashMap<>();
    private final Outbox outbox;

    public MemoryAccessTokens(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public Optional<AccessToken> find(String hash) {
        return Optional.ofNullable(tokens.get(hash));
    }

    @Override
    public void create(AccessToken token, List<Event> events) {
        if (tokens.putIfAbsent(token.hash(), token) == null && !events.isEmpty()) {
            outbox.record(token.tenant(), events);
        }
    }
}
