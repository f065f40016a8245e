package io.certtrail.domain.users;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.json.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The events of changes of users. Safe for use by several threads. */
public final class UserEvents {
    private final Catalogue catalogue;
    private final IdSource ids;
    private final Clock clock;

    public UserEvents(Catalogue catalogue, IdSource ids, Clock clock) {
        this.catalogue = catalogue;
        this.ids = ids;
        this.clock = clock;
    }

    /** Who did it, and where they were. */
    public record By(Actor actor, Client client) {}

    Event created(User user, By by) {
        return event(
                "user.created",
                user,
                by,
                named(user, "createdBy", by).put("role", user.role().text()).build());
    }

    Event deleted(User user, By by) {
        return event("user.deleted", user, by, named(user, "deletedBy", by).build());
    }

    Event passwordChanged(User user, By by) {
        return event("auth.password.changed", user, by, named(user, "by", by).build());
    }

    Event passwordReset(User user, By by) {
        return event("auth.password.reset", user, by, named(user, "by", by).build());
    }

    Event updated(User before, User after, By by) {
        List<Json> changes = new ArrayList<>();
        change(changes, "displayName", before.displayName(), after.displayName());
        change(changes, "role", before.role().text(), after.role().text());
        change(changes, "state", before.state().text(), after.state().text());
        Json.Obj details = Json.obj()
                .put("changes", new Json.Arr(changes))
                .put("modifiedBy", by.actor().name())
                .build();
        return event("user.updated", after, by, details);
    }

    private static void change(List<Json> changes, String field, String old, String now) {
        if (!old.equals(now)) {
            changes.add(Json.obj()
                    .put("field", field)
                    .put("old", old)
                    .put("new", now)
                    .build());
        }
    }

    private static Json.ObjBuilder named(User user, String byWhom, By by) {
        return Json.obj()
                .put("username", user.username().text())
                .put(byWhom, by.actor().name());
    }

    private Event event(String action, User user, By by, Json.Obj details) {
        return catalogue.event(
                ids.next(),
                LedgerTime.of(clock.instant()),
                action,
                by.actor(),
                by.client(),
                new Resource("user", user.id().toString(), user.username().text()),
                details,
                "");
    }
}
