package io.certtrail.testkit.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.access.AccessToken;
import io.certtrail.domain.access.AccessTokens;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.access.TokenPage;
import io.certtrail.domain.access.TokenReader;
import io.certtrail.domain.access.TokenText;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Json;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of access tokens keeps. */
public abstract class AccessTokensContract {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final Instant LATER = NOW.plusSeconds(3600);

    /** An empty store; the same one throughout a test. */
    protected abstract AccessTokens tokens();

    /** What reads the same tokens. */
    protected abstract TokenReader reader();

    /** The ids of the events that were recorded for a tenant. */
    protected abstract List<UUID> recorded(String tenant);

    @Test
    void aTokenIsFoundByItsHash() {
        AccessToken forever = token(null);
        AccessToken bounded = token(NOW.plusSeconds(60));
        tokens().create(forever, List.of());
        tokens().create(bounded, List.of());

        assertThat(reader().find(forever.hash())).contains(forever);
        assertThat(reader().find(bounded.hash())).contains(bounded);
        assertThat(reader().find(TokenText.fresh(new SecureRandom()).hash())).isEmpty();
    }

    @Test
    void anExpiredTokenIsStillFound() {
        AccessToken expired = token(NOW.minusSeconds(1));
        tokens().create(expired, List.of());

        assertThat(reader().find(expired.hash())).contains(expired);
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

        assertThat(reader().find(first.hash())).contains(first);
        assertThat(tokens().byId("default", second.id())).isEmpty();
        assertThat(recorded("default")).isEmpty();
    }

    @Test
    void itIsFoundByItsIdWithinItsTenantAlone() {
        AccessToken token = token(null);
        tokens().create(token, List.of());

        assertThat(tokens().byId("default", token.id())).contains(token);
        assertThat(tokens().byId("another", token.id())).isEmpty();
        assertThat(tokens().byId("default", UUID.randomUUID())).isEmpty();
    }

    @Test
    void onceRevokedItIsSoForWhoeverReadsIt() {
        AccessToken token = token(null);
        Event event = event();
        tokens().create(token, List.of());

        assertThat(tokens().revoke(token, LATER, List.of(event))).isTrue();

        assertThat(reader().find(token.hash())).contains(token.revoked(LATER));
        assertThat(tokens().byId("default", token.id())).contains(token.revoked(LATER));
        assertThat(recorded("default")).containsExactly(event.id());
    }

    @Test
    void revokedAgainItStaysAsItIsAndNothingIsRecorded() {
        AccessToken token = token(null);
        tokens().create(token, List.of());
        boolean _ = tokens().revoke(token, NOW, List.of());

        assertThat(tokens().revoke(token, LATER, List.of(event()))).isFalse();

        assertThat(reader().find(token.hash())).contains(token.revoked(NOW));
        assertThat(recorded("default")).isEmpty();
    }

    @Test
    void whatNobodyMadeCannotBeRevoked() {
        assertThat(tokens().revoke(token(null), NOW, List.of(event()))).isFalse();

        assertThat(recorded("default")).isEmpty();
    }

    @Test
    void itsUseIsNotedOnceInAWhile() {
        AccessToken token = token(null);
        tokens().create(token, List.of());

        reader().used("default", token.id(), NOW, NOW.minusSeconds(3600));
        reader().used("default", token.id(), NOW.plusSeconds(10), NOW.minusSeconds(3590));
        assertThat(tokens().byId("default", token.id())).contains(token.used(NOW));
        reader().used("default", token.id(), LATER, NOW);
        assertThat(tokens().byId("default", token.id())).contains(token.used(LATER));
        assertThat(reader().find(token.hash())).contains(token);
    }

    @Test
    void theUseOfATokenThatIsNotThereIsNotNoted() {
        AccessToken token = token(null);
        tokens().create(token, List.of());

        reader().used("another", token.id(), NOW, NOW);
        reader().used("default", new UUID(1, 1), NOW, NOW);

        assertThat(tokens().byId("another", token.id())).isEmpty();
        assertThat(tokens().page("another", null, 10).tokens()).isEmpty();
        assertThat(tokens().page("default", null, 10).tokens()).containsExactly(token);
    }

    @Test
    void theyAreListedNewestFirstAPageAtATime() {
        List<AccessToken> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            AccessToken token = token(new UUID(0x0193_a000_0000_7000L + ((long) i << 16), i), "default");
            tokens().create(token, List.of());
            made.addFirst(token);
        }
        tokens().create(token(new UUID(0x0193_a000_0003_7000L, 9), "another"), List.of());

        List<AccessToken> seen = new ArrayList<>();
        UUID last = null;
        boolean more = true;
        while (more) {
            TokenPage page = tokens().page("default", last, 3);
            assertThat(page.tokens()).hasSizeLessThanOrEqualTo(3);
            seen.addAll(page.tokens());
            last = seen.getLast().id();
            more = page.hasMore();
        }

        assertThat(seen).isEqualTo(made);
        assertThat(tokens().page("default", made.get(0).id(), 6).hasMore()).isFalse();
    }

    @Test
    void whatItIsHeldToIsKept() {
        AccessToken token = new AccessToken(
                UUID.randomUUID(),
                "default",
                "ci",
                Role.INGEST,
                TokenText.fresh(new SecureRandom()).hash(),
                List.of("rotation.", "custom.mine."),
                NOW,
                null,
                null,
                null);
        tokens().create(token, List.of());

        assertThat(reader().find(token.hash())).contains(token);
    }

    private static AccessToken token(@Nullable Instant expires) {
        String hash = TokenText.fresh(new SecureRandom()).hash();
        return new AccessToken(UUID.randomUUID(), "default", "ci", Role.INGEST, hash, NOW, expires);
    }

    private static AccessToken token(UUID id, String tenant) {
        String hash = TokenText.fresh(new SecureRandom()).hash();
        return new AccessToken(id, tenant, "ci", Role.INGEST, hash, NOW, null);
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
