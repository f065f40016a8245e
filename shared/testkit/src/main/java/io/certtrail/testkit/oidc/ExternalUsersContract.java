package io.certtrail.testkit.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.access.Role;
import io.certtrail.domain.oidc.ExternalUser;
import io.certtrail.domain.oidc.ExternalUsers;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of users of providers keeps. */
public abstract class ExternalUsersContract {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final String ISSUER = "https://id.example.com";
    private static final int WRITERS = 8;

    /** An empty store; the same one throughout a test. */
    protected abstract ExternalUsers users();

    /** The ids of the events that were recorded for a tenant. */
    protected abstract List<UUID> recorded(String tenant);

    @Test
    void aUserIsFoundByIssuerAndSubjectInItsTenant() {
        ExternalUser ann = user("default", ISSUER, "auth0|ann#1");
        ExternalUser same = user("other", ISSUER, "auth0|ann#1");
        assertThat(users().create(ann, List.of(event()))).isEqualTo(ann);
        assertThat(users().create(same, List.of(event()))).isEqualTo(same);

        assertThat(users().find("default", ISSUER, "auth0|ann#1")).contains(ann);
        assertThat(users().find("other", ISSUER, "auth0|ann#1")).contains(same);
        assertThat(users().find("default", "https://id.example.co", "mauth0|ann#1"))
                .isEmpty();
        assertThat(users().find("default", ISSUER, "auth0|Ann#1")).isEmpty();
        assertThat(users().find("default", "https://login.example.com", "auth0|ann#1"))
                .isEmpty();
    }

    @Test
    void itsEventsAreRecordedWithIt() {
        Event event = event();
        users().create(user("default", ISSUER, "ann"), List.of(event));

        assertThat(recorded("default")).containsExactly(event.id());
        assertThat(recorded("other")).isEmpty();
    }

    @Test
    void ofThoseWhoSeeSomebodyFirstOneMakesTheUser() {
        List<CompletableFuture<ExternalUser>> all = IntStream.range(0, WRITERS)
                .mapToObj(_ -> CompletableFuture.supplyAsync(
                        () -> users().create(user("default", ISSUER, "ann"), List.of(event()))))
                .toList();

        assertThat(all.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(users().find("default", ISSUER, "ann"))
                .contains(all.getFirst().join());
        assertThat(recorded("default")).hasSize(1);
    }

    private static ExternalUser user(String tenant, String issuer, String subject) {
        return new ExternalUser(UUID.randomUUID(), tenant, issuer, subject, "Ann", Role.OPERATOR, NOW);
    }

    private static Event event() {
        return new Event(
                UUID.randomUUID(),
                NOW,
                "custom.test",
                Severity.INFO,
                new Actor(Actor.Type.USER, "u", "u"),
                Client.NONE,
                new Resource("user", "u", null),
                "a user was made",
                Json.Obj.EMPTY,
                "");
    }
}
