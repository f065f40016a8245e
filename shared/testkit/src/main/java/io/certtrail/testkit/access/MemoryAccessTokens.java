package io.certtrail.testkit.access;

import io.certtrail.domain.access.AccessToken;
import io.certtrail.domain.access.AccessTokens;
import io.certtrail.domain.access.TokenPage;
import io.certtrail.domain.access.TokenReader;
import io.certtrail.domain.chain.Outbox;
import io.certtrail.ledger.entry.Event;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Access tokens in memory, with their events going to an outbox. */
public final class MemoryAccessTokens implements AccessTokens, TokenReader {
    private final Map<String, AccessToken> tokens = new LinkedHashMap<>();
    private final Outbox outbox;

    public MemoryAccessTokens(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public synchronized Optional<AccessToken> find(String hash) {
        return Optional.ofNullable(tokens.get(hash)).map(token -> token.used(null));
    }

    @Override
    public synchronized void used(String tenant, UUID id, Instant at, Instant before) {
        byId(tenant, id)
                .filter(token -> token.lastUsed() == null || !token.lastUsed().isAfter(before))
                .ifPresent(token -> tokens.put(token.hash(), token.used(at)));
    }

    @Override
    public synchronized void create(AccessToken token, List<Event> events) {
        if (tokens.putIfAbsent(token.hash(), token) == null) {
            record(token.tenant(), events);
        }
    }

    @Override
    public synchronized Optional<AccessToken> byId(String tenant, UUID id) {
        return tokens.values().stream()
                .filter(token -> token.tenant().equals(tenant) && token.id().equals(id))
                .findFirst();
    }

    @Override
    public synchronized TokenPage page(String tenant, @Nullable UUID before, int limit) {
        List<AccessToken> found = tokens.values().stream()
                .filter(token -> token.tenant().equals(tenant))
                .filter(token -> before == null || text(token.id()).compareTo(text(before)) < 0)
                .sorted(Comparator.comparing((AccessToken token) -> text(token.id()))
                        .reversed())
                .toList();
        return new TokenPage(found.subList(0, Math.min(limit, found.size())), found.size() > limit);
    }

    private static String text(UUID id) {
        return id.toString();
    }

    @Override
    public synchronized boolean revoke(AccessToken token, Instant at, List<Event> events) {
        AccessToken known = tokens.get(token.hash());
        if (known == null || known.revoked() != null) {
            return false;
        }
        tokens.put(token.hash(), known.revoked(at));
        record(token.tenant(), events);
        return true;
    }

    private void record(String tenant, List<Event> events) {
        if (!events.isEmpty()) {
            outbox.record(tenant, events);
        }
    }
}
