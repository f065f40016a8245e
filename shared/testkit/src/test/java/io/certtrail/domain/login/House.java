package io.certtrail.domain.login;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.settings.SettingsCatalogue;
import io.certtrail.domain.settings.StoredSettings;
import io.certtrail.domain.settings.TenantSettings;
import io.certtrail.domain.users.PasswordRules;
import io.certtrail.domain.users.UserDesk;
import io.certtrail.domain.users.UserEvents;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.testkit.chain.MemoryOutbox;
import io.certtrail.testkit.time.MovableClock;
import io.certtrail.testkit.users.MemoryUsers;
import io.certtrail.testkit.users.PlainPasswords;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/** A deployment of one tenant, in memory. */
final class House {
    static final String TENANT = "default";
    static final Client HERE = new Client("192.0.2.1", "test/1.0");
    static final UserEvents.By BY = new UserEvents.By(new Actor(Actor.Type.USER, "root", "root"), HERE);

    final MovableClock clock = new MovableClock(Instant.parse("2026-11-28T10:00:30Z"));
    final MemoryOutbox outbox = new MemoryOutbox(clock);
    final MemoryUsers store = new MemoryUsers(outbox);

    private final SecureRandom random = new SecureRandom();
    private final UuidV7 ids = new UuidV7(clock, random);
    private final Catalogue catalogue = Catalogue.load();
    private final SettingsCatalogue settings = SettingsCatalogue.load();

    private TenantSettings settings(String tenant) {
        StoredSettings none = StoredSettings.none(tenant);
        return new TenantSettings(settings, none);
    }

    final UserDesk users = new UserDesk(
            store,
            new PlainPasswords(),
            PasswordRules.load(),
            this::settings,
            new UserEvents(catalogue, ids, clock),
            ids,
            clock,
            random);
    final LoginEvents events = new LoginEvents(catalogue, ids);
    final Sessions sessions = new Sessions(store, store, this::settings, events, clock);
    final LoginDesk logins = new LoginDesk(
            new LoginDesk.Ports(store, store, new PlainPasswords(), this::settings), events, ids, clock, random);
    final RefusedLoginSweep sweep = new RefusedLoginSweep(store, events, clock);

    List<Event> recorded() {
        return outbox.read(TENANT, 100_000).stream()
                .flatMap(item -> ((OutboxItem.Bundle) item).events().stream())
                .toList();
    }

    List<Event> recorded(String action) {
        return recorded().stream()
                .filter(event -> event.action().equals(action))
                .toList();
    }
}
