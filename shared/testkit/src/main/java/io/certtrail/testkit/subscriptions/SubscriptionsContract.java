package io.certtrail.testkit.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.subscriptions.AwsAccount;
import io.certtrail.domain.subscriptions.Scope;
import io.certtrail.domain.subscriptions.Subscription;
import io.certtrail.domain.subscriptions.Subscriptions;
import io.certtrail.domain.subscriptions.VaultService;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of subscriptions keeps. */
public abstract class SubscriptionsContract {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final String TENANT = "default";

    /** An empty store; the same one throughout a test. */
    protected abstract Subscriptions subscriptions();

    /** The ids of the events that were recorded for a tenant. */
    protected abstract List<UUID> recorded(String tenant);

    @Test
    void oneThatIsAddedIsFoundAsItIs() {
        Subscription scoped =
                subscription(TENANT, 1, new Scope("prod/", new TreeMap<>(Map.of("team", "pki", "x", ""))));
        Subscription whole = subscription(TENANT, 2, Scope.ALL);
        assertThat(subscriptions().add(scoped, List.of(event()))).isTrue();
        assertThat(subscriptions().add(whole, List.of(event()))).isTrue();

        assertThat(subscriptions().find(TENANT, scoped.id())).contains(scoped);
        assertThat(subscriptions().find(TENANT, whole.id())).contains(whole);
        assertThat(subscriptions().find("other", scoped.id())).isEmpty();
        assertThat(subscriptions().find(TENANT, new UUID(7, 7))).isEmpty();
    }

    @Test
    void itsEventsAreRecordedWithIt() {
        Event added = event();
        Event removed = event();
        Subscription one = subscription(TENANT, 1, Scope.ALL);
        subscriptions().add(one, List.of(added));
        assertThat(recorded(TENANT)).containsExactly(added.id());
        assertThat(subscriptions().remove(one, List.of(removed))).isTrue();

        assertThat(recorded(TENANT)).containsExactlyInAnyOrder(added.id(), removed.id());
        assertThat(subscriptions().find(TENANT, one.id())).isEmpty();
    }

    @Test
    void aRoleIsSubscribedOnceATenant() {
        Subscription one = subscription(TENANT, 1, Scope.ALL);
        Event added = event();
        subscriptions().add(one, List.of(added));
        Subscription again = new Subscription(id(2), TENANT, "again", one.account(), NOW, "ada");
        assertThat(subscriptions().add(again, List.of(event()))).isFalse();

        assertThat(subscriptions().find(TENANT, again.id())).isEmpty();
        assertThat(recorded(TENANT)).containsExactly(added.id());
        assertThat(subscriptions().add(subscription("other", 1, Scope.ALL), List.of(event())))
                .isTrue();
        subscriptions().remove(one, List.of(event()));
        assertThat(subscriptions().add(again, List.of(event()))).isTrue();
    }

    @Test
    void aRepeatedCallFindsThatItHad() {
        Subscription one = subscription(TENANT, 1, Scope.ALL);
        Event added = event();
        assertThat(subscriptions().add(one, List.of(added))).isTrue();
        assertThat(subscriptions().add(one, List.of(added))).isTrue();
        assertThat(recorded(TENANT)).containsExactly(added.id());
    }

    @Test
    void oneThatIsNotThereIsNotRemovedAndNothingIsRecorded() {
        assertThat(subscriptions().remove(subscription(TENANT, 1, Scope.ALL), List.of(event())))
                .isFalse();
        assertThat(recorded(TENANT)).isEmpty();
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        List<Subscription> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(subscription(TENANT, i, Scope.ALL));
            subscriptions().add(all.getLast(), List.of(event()));
            subscriptions().add(subscription("other", i, Scope.ALL), List.of(event()));
        }

        assertThat(subscriptions().after(TENANT, Optional.empty(), 3)).isEqualTo(all.subList(0, 3));
        assertThat(subscriptions().after(TENANT, Optional.of(all.get(2).id()), 3))
                .isEqualTo(all.subList(3, 6));
        assertThat(subscriptions().after(TENANT, Optional.of(all.get(5).id()), 3))
                .isEqualTo(all.subList(6, 7));
        assertThat(subscriptions().after(TENANT, Optional.of(all.get(6).id()), 3))
                .isEmpty();
    }

    private static Subscription subscription(String tenant, int number, Scope scope) {
        String accountId = "12345678901" + number;
        AwsAccount account = new AwsAccount(
                accountId,
                "arn:aws:iam::" + accountId + ":role/certtrail",
                "0123456789abcdef",
                List.of("eu-west-1", "us-east-1"),
                List.of(VaultService.SECRETS_MANAGER, VaultService.IAM),
                scope);
        return new Subscription(
                id(number + (tenant.equals(TENANT) ? 0 : 100)), tenant, "n" + number, account, NOW, "ada");
    }

    private static UUID id(int number) {
        return UUID.fromString("0193a000-0000-7000-8000-%012x".formatted(number));
    }

    private static Event event() {
        return new Event(
                UUID.randomUUID(),
                NOW,
                "custom.test",
                Severity.INFO,
                new Actor(Actor.Type.USER, "u", "u"),
                Client.NONE,
                new Resource("subscription", "s", null),
                "a subscription was changed",
                Json.Obj.EMPTY,
                "");
    }
}
