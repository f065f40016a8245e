package io.certtrail.domain.settings;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.retention.ExpiringContents;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;

/** Reads and changes settings; every change is recorded with it, both or neither. Safe for use by several threads. */
public final class SettingsDesk {
    private final SettingsCatalogue catalogue;
    private final SettingsStore store;
    private final SecretSeal seal;
    private final ExpiringContents contents;
    private final SettingsEvents events;
    private final IdSource ids;
    private final Clock clock;

    /** @param contents of the tenants' ledgers */
    public SettingsDesk(
            SettingsCatalogue catalogue,
            SettingsStore store,
            SecretSeal seal,
            ExpiringContents contents,
            Catalogue events,
            IdSource ids,
            Clock clock) {
        this.catalogue = catalogue;
        this.store = store;
        this.seal = seal;
        this.contents = contents;
        this.events = new SettingsEvents(events, ids);
        this.ids = ids;
        this.clock = clock;
    }

    /** A tenant's settings as they stand now. */
    public TenantSettings read(String tenant) {
        return new TenantSettings(catalogue, store.of(tenant));
    }

    /**
     * Changes settings, all that are named or none.
     *
     * @param before what the author saw of its tenant's
     * @param changes new values by key; null of JSON for the default
     * @param confirm the count of entries that the author knows to expire by this
     * @return the settings after it; {@code before} if nothing was changed
     * @throws Refusal if a change is not one that there can be; if entries expire by it and {@code confirm} is not their
     *     count; if the settings are not {@code before} any more
     */
    public TenantSettings change(
            SettingsAuthor author, TenantSettings before, Map<String, Json> changes, OptionalLong confirm) {
        SortedMap<String, Json> values = new SettingsPatch(before, seal).apply(changes);
        Instant now = LedgerTime.of(clock.instant());
        TenantSettings after = new TenantSettings(
                catalogue,
                new StoredSettings(
                        author.origin().tenant(),
                        before.stored().version() + 1,
                        values,
                        ids.next(),
                        now,
                        author.actor().name()));
        requireConfirmation(author, before, after, now, confirm);
        List<Event> recorded = events.of(author, before, after);
        if (recorded.isEmpty()) {
            return before;
        }
        if (!store.replace(after.stored(), recorded)) {
            throw Refusal.of(
                    Code.PRECONDITION_FAILED,
                    "somebody else has changed these settings just now; read them again and decide again");
        }
        return after;
    }

    private void requireConfirmation(
            SettingsAuthor author, TenantSettings before, TenantSettings after, Instant now, OptionalLong confirm) {
        LocalDate from = before.retention().firstDay(now);
        LocalDate to = after.retention().firstDay(now);
        if (!to.isAfter(from) && confirm.isEmpty()) {
            return;
        }
        long count = contents.between(author.origin(), from, to);
        if (confirm.isEmpty() || confirm.getAsLong() != count) {
            throw Refusal.counted(
                    Code.CONFIRMATION_NEEDED,
                    "/confirm",
                    "this drops the %d entries that were recorded from %s to before %s, for good; if that is meant, send confirm with that number"
                            .formatted(count, from, to),
                    count);
        }
    }
}
