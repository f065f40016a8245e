package io.certtrail.domain.settings;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the ledger says of a change of settings: an event for each that is changed, without secrets. */
final class SettingsEvents {
    private final Catalogue catalogue;
    private final IdSource ids;

    SettingsEvents(Catalogue catalogue, IdSource ids) {
        this.catalogue = catalogue;
        this.ids = ids;
    }

    List<Event> of(SettingsAuthor author, TenantSettings before, TenantSettings after) {
        List<Event> events = new ArrayList<>();
        for (Setting setting : before.catalogue().all()) {
            Json old = before.stored().values().get(setting.key());
            Json now = after.stored().values().get(setting.key());
            boolean isChanged = old == null ? now != null : !old.equals(now);
            if (isChanged) {
                events.add(updated(author, setting, before, after));
            }
            if (isChanged && setting.key().equals(SettingsCatalogue.LEGAL_HOLD)) {
                events.addAll(holds(author, old, now, after));
            }
        }
        return events;
    }

    private Event updated(SettingsAuthor author, Setting setting, TenantSettings before, TenantSettings after) {
        Json old = setting.type().masked(before.value(setting));
        Json now = setting.type().masked(after.value(setting));
        Json.ObjBuilder details = Json.obj()
                .put("setting", setting.key())
                .put("oldValue", old)
                .put("newValue", now)
                .put("modifiedBy", author.actor().name())
                .put("wasDefault", !before.stored().values().containsKey(setting.key()))
                .put("isDefault", !after.stored().values().containsKey(setting.key()));
        if (setting.secret()) {
            details.put("secretChanged", secretsDiffer(before.value(setting), after.value(setting)));
        }
        return event(author, after, "settings.updated", new Resource("setting", setting.key(), null), details.build());
    }

    private static boolean secretsDiffer(Json before, Json after) {
        return !ChannelJson.secrets(before).equals(ChannelJson.secrets(after));
    }

    private List<Event> holds(SettingsAuthor author, @Nullable Json old, @Nullable Json now, TenantSettings after) {
        List<Event> events = new ArrayList<>();
        if (old != null) {
            events.add(hold(author, "audit.hold.released", old, after));
        }
        if (now != null) {
            events.add(hold(author, "audit.hold.set", now, after));
        }
        return events;
    }

    private Event hold(SettingsAuthor author, String action, Json day, TenantSettings after) {
        Json.Obj details = Json.obj()
                .put("scope", "what was recorded on %s or later".formatted(((Json.Str) day).value()))
                .put("by", author.actor().name())
                .build();
        return event(
                author, after, action, new Resource("ledger", author.origin().text(), null), details);
    }

    private Event event(
            SettingsAuthor author, TenantSettings after, String action, Resource resource, Json.Obj details) {
        return catalogue.event(
                ids.next(), after.stored().changed(), action, author.actor(), author.client(), resource, details, "");
    }
}
