package io.certtrail.testkit.access;

import io.certtrail.domain.access.AccessTokens;
import io.certtrail.domain.access.TokenReader;
import io.certtrail.domain.chain.Outbox;
import io.certtrail.ledger.entry.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

class MemoryAccessTokensTest extends AccessTokensContract {
    private final List<UUID> recorded = new ArrayList<>();
    private final MemoryAccessTokens tokens = new MemoryAccessTokens(new Outbox() {
        @Override
        public void record(String tenant, List<Event> events) {
            events.forEach(event -> recorded.add(event.id()));
        }

        @Override
        public Optional<Instant> oldest(String tenant) {
            return Optional.empty();
        }
    });

    @Override
    protected AccessTokens tokens() {
        return tokens;
    }

    @Override
    protected TokenReader reader() {
        return tokens;
    }

    @Override
    protected List<UUID> recorded(String tenant) {
        return recorded;
    }
}
