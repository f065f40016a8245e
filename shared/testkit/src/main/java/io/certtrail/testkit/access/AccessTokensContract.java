package io.certtrail.testkit.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.access.AccessToken;
import io.certtrail.domain.access.AccessTokens;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.access.TokenText;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Json;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of access tokens keeps. */
public abstract class AccessTokensContract {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");

    /** An empty store; the same one throughout a test. */
    protected abstract AccessTokens tokens();

    /** The ids of the events that were recorded for a tenant. */
    protected abstract List<UUID> recorded(String tenant);

    @Test
    void aTokenIsFoundByItsHash() {
        AccessToken forever = token(null);
        AccessToken bounded = token(NOW.plusSeconds(60));
        tokens().create(forever, List.of());
        tokens().create(bounded, List.of());

        assertThat(tokens().find(forever.hash())).contains(forever);
        assertThat(tokens().find(bounded.hash())).contains(bounded);
        assertThat(tokens().find(TokenText.fresh(new SecureRandom()).hash())).isEmpty();
    }

    @Test
    void anExpiredTokenIsStillFound() {
        AccessToken expired = token(NOW.minusSeconds(1));
        tokens().create(expired, List.of());

        assertThat(tokens().find(expired.hash())).contains(expired);
    }

    @Test
    void itsEventsAreRecordedWithIt() {
        Event event = event();
        tokens().create(token(null), List.of(event));

        assertThat(recorded("default")).containsExactly(event.id());
    }

    @Test
    void madeAgainItStaysAsItIsAndNothingIsRecorded() {
        AccessToken first = token(null);
        AccessToken second = new AccessToken(
                UUID.randomUUID(), "default", "another", Role.ADMIN, first.hash(), NOW.plusSeconds(1), null);
        tokens().create(first, List.of());
        tokens().create(second, List.of(event()));

        assertThat(tokens().find(first.hash())).contains(first);
        assertThat(recorded("default")).isEmpty();
    }

    private static AccessToken token(@Nullable Instant expires) {
        String hash = TokenText.fresh(new SecureRandom()).hash();
        return new AccessToken(UUID.randomUUID(), "default", "ci", Role.INGEST, hash, NOW, expires);
    }

    private static Event event() {
        return new Event(
                UUID.randomUUID(),
                NOW,
                "custom.test",
                Severity.INFO,
                new Actor(Actor.Type.USER, "u", "u"),
                Client.NONE,
                new Resource("token", "t", null),
                "a token was made",
                Json.Obj.EMPTY,
                "");
    }
}
