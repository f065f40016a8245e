package io.certtrail.domain.login;

import io.certtrail.domain.access.SessionText;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.settings.Argon2Parameters;
import io.certtrail.domain.settings.SettingsSource;
import io.certtrail.domain.settings.TenantSettings;
import io.certtrail.domain.users.PasswordHashes;
import io.certtrail.domain.users.PasswordRules;
import io.certtrail.domain.users.User;
import io.certtrail.domain.users.UserDesk;
import io.certtrail.domain.users.UserEvents.By;
import io.certtrail.domain.users.Username;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LedgerTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Signs people in by name and password. A name that nobody has, a wrong password and an account that is disabled are
 * refused in the same words, after the same work. Safe for use by several threads.
 */
public final class LoginDesk {
    private static final int TRIES = 20;

    /** What it works with. */
    public record Ports(LoginStore store, RefusedLogins refused, PasswordHashes hashes, SettingsSource settings) {}

    private final Ports ports;
    private final LoginEvents events;
    private final IdSource ids;
    private final Clock clock;
    private final RandomGenerator random;
    private final Gate gate;

    /** @param random a cryptographic one */
    public LoginDesk(Ports ports, LoginEvents events, IdSource ids, Clock clock, RandomGenerator random) {
        this.ports = ports;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
        this.gate = new Gate(ports.store(), ports.refused(), events, clock);
    }

    /** Somebody who signed in; the text is kept nowhere. */
    public record Opened(SessionText text, Session session, User user) {}

    /**
     * Opens a session.
     *
     * @param tenant one that there is
     * @throws Refusal if that is not somebody's name and password, or there were too many attempts
     */
    public Opened login(String tenant, String username, String password, Client client) {
        TenantSettings settings = ports.settings().of(tenant);
        Gate.Admitted admitted =
                gate.admit(new Gate.Visit(tenant, Username.typed(username), client, settings.lockout()));
        User user = verify(admitted, password, settings.argon2());
        User rehashed = ports.hashes().isOf(user.passwordHash(), settings.argon2())
                ? null
                : user.rehashed(ports.hashes().hash(PasswordRules.normal(password), settings.argon2()));
        Instant now = LedgerTime.of(clock.instant());
        SessionText text = SessionText.fresh(random);
        Session session = new Session(
                text.hash(),
                ids.next(),
                tenant,
                user.id(),
                user.epoch(),
                now,
                now,
                now.plus(settings.sessions().absolute()),
                client.ip(),
                client.userAgent());
        open(admitted, user, session, rehashed, List.of(events.success(user, client, now)));
        ports.store().forgiveAddress(tenant, admitted.visit().address(), admitted.window());
        return new Opened(text, session, user);
    }

    /**
     * Somebody's own other password; the one before is asked for, and a wrong one counts as a failed login. A new one that
     * makes none is refused before that: no attempt is counted or forgotten.
     *
     * @param caller whose session goes on, while the others end
     * @throws Refusal if the new one makes none, the one before is not theirs, or there were too many attempts
     */
    public User changePassword(Sessions.Known caller, String before, String after, UserDesk users, Client client) {
        User known = caller.user();
        users.requireNewPassword(known.username(), before, after);
        TenantSettings settings = ports.settings().of(known.tenant());
        Gate.Admitted admitted =
                gate.admit(new Gate.Visit(known.tenant(), known.username(), client, settings.lockout()));
        User user = verify(admitted, before, settings.argon2());
        ports.store().forgiveAddress(known.tenant(), admitted.visit().address(), admitted.window());
        open(admitted, user, null, null, List.of());
        return users.changePassword(user, after, caller.session().hash(), new By(user.actor(), client));
    }

    /**
     * Forgets the attempts on somebody's account, and records that they may sign in again.
     *
     * @return false if it was not locked, nor near
     */
    public boolean unlock(User user, By by) {
        for (int tries = 0; tries < TRIES; tries++) {
            LoginStore.Seen seen = ports.store().look(user.tenant(), user.username());
            if (seen.attempts().count() == 0) {
                return false;
            }
            Instant now = LedgerTime.of(clock.instant());
            boolean marked = seen.admins().has(user.id());
            LoginStore.Step step = new LoginStore.Step(
                    seen.attempts().cleared(),
                    marked ? seen.admins().with(user.id(), Instant.EPOCH) : null,
                    null,
                    null);
            if (ports.store().write(user.tenant(), step, List.of(events.unlocked(user, by, now)))) {
                return true;
            }
        }
        throw Gate.busy();
    }

    /** Hashes for whoever comes, somebody or nobody. */
    private User verify(Gate.Admitted admitted, String password, Argon2Parameters parameters) {
        Optional<User> user = admitted.user();
        String hash =
                user.map(User::passwordHash).orElseGet(() -> ports.hashes().decoy(parameters));
        boolean right = ports.hashes().matches(PasswordRules.normal(password), hash);
        if (right && user.isPresent() && user.get().active()) {
            return user.get();
        }
        gate.fail(admitted, user.isEmpty() ? "unknown user" : right ? "account disabled" : "wrong password");
        throw Refusal.of(Code.LOGIN_FAILED, "the user name or the password is wrong");
    }

    private void open(
            Gate.Admitted admitted,
            User user,
            @Nullable Session session,
            @Nullable User rehashed,
            List<Event> recorded) {
        Gate.Visit visit = admitted.visit();
        for (int tries = 0; tries < TRIES; tries++) {
            LoginStore.Seen seen = ports.store().look(visit.tenant(), visit.name());
            boolean locked = seen.attempts().locked(clock.instant());
            boolean same = rehashed != null && seen.user().map(User::revision).orElse(0L) == rehashed.revision() - 1;
            LoginStore.Step step = new LoginStore.Step(
                    locked ? null : seen.attempts().cleared(), null, session, same ? rehashed : null);
            if (seen.user()
                    .filter(now -> now.active() && now.epoch() == user.epoch())
                    .isEmpty()) {
                throw Refusal.of(Code.LOGIN_FAILED, "the user name or the password is wrong");
            }
            if (ports.store().write(visit.tenant(), step, recorded)) {
                return;
            }
        }
        throw Gate.busy();
    }
}
