package io.certtrail.domain.login;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.domain.users.User;
import io.certtrail.domain.users.UserEvents.By;
import io.certtrail.domain.users.Username;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events of signing in and out. Whoever failed to sign in is nobody that we know. Safe for use by several threads. */
public final class LoginEvents {
    /** Who is told to have unlocked an account whose time was over. */
    static final Actor CLOCK = new Actor(Actor.Type.SYSTEM, "login", "CertTrail login");

    private static final Actor NOBODY = new Actor(Actor.Type.USER, "anonymous", "anonymous");
    private static final String PASSWORD = "password";

    private final Catalogue catalogue;
    private final IdSource ids;

    public LoginEvents(Catalogue catalogue, IdSource ids) {
        this.catalogue = catalogue;
        this.ids = ids;
    }

    Event success(User user, Client client, Instant now) {
        Json.Obj details = named(user)
                .put("ip", orEmpty(client.ip()))
                .put("userAgent", orEmpty(client.userAgent()))
                .put("method", PASSWORD)
                .build();
        return event("auth.login.success", user.actor(), client, resource(user), details, now);
    }

    Event failed(Optional<User> user, Username typed, Client client, String reason, Instant now) {
        Json.Obj details = Json.obj()
                .put("username", typed.text())
                .put("ip", orEmpty(client.ip()))
                .put("reason", reason)
                .build();
        Resource resource = user.map(LoginEvents::resource)
                .orElseGet(() -> new Resource("user", typed.text(), typed.text().isEmpty() ? null : typed.text()));
        return event("auth.login.failed", NOBODY, client, resource, details, now);
    }

    /** Many of them as one. */
    Event refused(RefusedLogins.Flood flood) {
        Json.Obj details = Json.obj()
                .put("username", flood.username())
                .put("ip", flood.ip())
                .put("reason", flood.reason())
                .put("count", flood.count())
                .put("first", LedgerTime.text(flood.first()))
                .put("until", LedgerTime.text(flood.until()))
                .build();
        Client client = new Client(flood.ip().isEmpty() ? null : flood.ip(), null);
        Resource resource =
                new Resource("user", flood.userId(), flood.username().isEmpty() ? null : flood.username());
        return event("auth.login.failed", NOBODY, client, resource, details, flood.first());
    }

    Event locked(User user, int attempts, Client client, Instant now) {
        return event(
                "auth.account.locked",
                CLOCK,
                client,
                resource(user),
                named(user).put("attempts", attempts).build(),
                now);
    }

    Event unlocked(User user, By by, Instant when) {
        return event(
                "auth.account.unlocked",
                by.actor(),
                by.client(),
                resource(user),
                named(user).put("unlockedBy", by.actor().name()).build(),
                when);
    }

    Event loggedOut(User user, Client client, Instant now) {
        return event(
                "auth.logout", user.actor(), client, resource(user), named(user).build(), now);
    }

    Event revoked(User user, Session session, Client client, Instant now) {
        return event(
                "auth.session.revoked",
                user.actor(),
                client,
                new Resource("session", session.id().toString(), null),
                named(user).put("by", user.username().text()).build(),
                now);
    }

    private static Json.ObjBuilder named(User user) {
        return Json.obj().put("username", user.username().text());
    }

    private static Resource resource(User user) {
        return new Resource("user", user.id().toString(), user.username().text());
    }

    private static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private Event event(String action, Actor actor, Client client, Resource resource, Json.Obj details, Instant when) {
        return catalogue.event(ids.next(), LedgerTime.of(when), action, actor, client, resource, details, "");
    }
}
