package io.certtrail.domain.users;

import io.certtrail.domain.access.Role;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.settings.SettingsSource;
import io.certtrail.domain.users.UserEvents.By;
import io.certtrail.ledger.entry.EntryRules;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.json.Flaw;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Administers users. Every change is recorded with it, both or neither, and none leaves a tenant without an active
 * administrator, whatever others do meanwhile. Safe for use by several threads.
 */
public final class UserDesk {
    /** Most UTF-16 code units of a display name. */
    public static final int MAX_DISPLAY_NAME = 100;

    /** Of changes that met others; each that failed means that another one was made. */
    private static final int TRIES = 20;

    private final Users users;
    private final PasswordHashes hashes;
    private final PasswordRules rules;
    private final SettingsSource settings;
    private final UserEvents events;
    private final IdSource ids;
    private final Clock clock;
    private final RandomGenerator random;

    /** @param random a cryptographic one */
    public UserDesk(
            Users users,
            PasswordHashes hashes,
            PasswordRules rules,
            SettingsSource settings,
            UserEvents events,
            IdSource ids,
            Clock clock,
            RandomGenerator random) {
        this.users = users;
        this.hashes = hashes;
        this.rules = rules;
        this.settings = settings;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Somebody with a password that must be changed.
     *
     * @param password shown this once, and kept as a hash
     */
    public record WithPassword(User user, String password) {
        @Override
        public String toString() {
            return "WithPassword[" + user + "]";
        }
    }

    /** What is to be changed; what is null stays. */
    public record Update(
            @Nullable String displayName, @Nullable Role role, User.@Nullable State state) {}

    /**
     * Makes a user, with a password that is shown once and must be changed.
     *
     * @throws Refusal if the name is none or taken, or a tenant has too many administrators
     */
    public WithPassword create(String tenant, String username, String displayName, Role role, By by) {
        Username name = Username.require(username);
        requireDisplayName(displayName);
        String password = PasswordRules.oneTime(random);
        User user = fresh(tenant, name, displayName, role, password);
        for (int tries = 0; tries < TRIES; tries++) {
            if (users.named(tenant, name.folded()).isPresent()) {
                throw Refusal.at(Code.USERNAME_TAKEN, "/username", "another user has this name, whatever its case");
            }
            Admins admins = user.administers() ? more(users.admins(tenant), user.id()) : null;
            if (users.write(new Users.Change(null, user, admins, null), List.of(events.created(user, by)))) {
                return new WithPassword(user, password);
            }
        }
        throw busy();
    }

    /**
     * Makes the first administrator of a tenant; does nothing if there has ever been one.
     *
     * @throws Refusal if the name is none, or taken
     */
    public Optional<WithPassword> createFirst(String tenant, String username, By by) {
        Username name = Username.require(username);
        Admins admins = users.admins(tenant);
        if (admins.revision() != 0) {
            return Optional.empty();
        }
        String password = PasswordRules.oneTime(random);
        User user = fresh(tenant, name, "", Role.ADMIN, password);
        Users.Change change = new Users.Change(null, user, admins.with(user.id(), Instant.EPOCH), null);
        return users.write(change, List.of(events.created(user, by)))
                ? Optional.of(new WithPassword(user, password))
                : Optional.empty();
    }

    private User fresh(String tenant, Username name, String displayName, Role role, String password) {
        Instant now = LedgerTime.of(clock.instant());
        String hash = hashes.hash(password, settings.of(tenant).argon2());
        return new User(ids.next(), tenant, name, displayName, role, User.State.ACTIVE, hash, true, now, now, 1, 1);
    }

    public List<User> page(String tenant, @Nullable UUID after, int limit) {
        return users.page(tenant, after, limit);
    }

    /**
     * A user of a tenant.
     *
     * @throws Refusal if there is none of this id
     */
    public User find(String tenant, UUID id) {
        return users.find(tenant, id).orElseThrow(UserDesk::missing);
    }

    /**
     * Changes a user. A change of nothing is none, and not recorded.
     *
     * @param expected the revision that the caller has seen
     * @throws Refusal if it is of another revision, or the last administrator would be none
     */
    public User update(String tenant, UUID id, Update update, OptionalLong expected, By by) {
        String displayName = update.displayName();
        if (displayName != null) {
            requireDisplayName(displayName);
        }
        return change(tenant, id, expected, before -> {
            User after = before.with(
                    displayName == null ? before.displayName() : displayName,
                    update.role() == null ? before.role() : update.role(),
                    update.state() == null ? before.state() : update.state());
            boolean same = after.displayName().equals(before.displayName())
                    && after.role() == before.role()
                    && after.state() == before.state();
            return same
                    ? Planned.nothing(before)
                    : new Planned(after, admins(before, after), List.of(events.updated(before, after, by)));
        });
    }

    /**
     * Removes a user; what they did stays in the ledger, their sessions end.
     *
     * @throws Refusal if it is of another revision, or the last administrator
     */
    public void delete(String tenant, UUID id, OptionalLong expected, By by) {
        User _ = change(
                tenant,
                id,
                expected,
                before -> new Planned(null, admins(before, null), List.of(events.deleted(before, by))));
    }

    /** Gives a user another password, which is shown once and must be changed; their sessions end. */
    public WithPassword resetPassword(String tenant, UUID id, By by) {
        String password = PasswordRules.oneTime(random);
        String hash = hashes.hash(password, settings.of(tenant).argon2());
        Instant now = LedgerTime.of(clock.instant());
        User user = change(tenant, id, OptionalLong.empty(), before -> {
            User after = before.withPassword(hash, true, now);
            return new Planned(after, null, List.of(events.passwordReset(after, by)));
        });
        return new WithPassword(user, password);
    }

    /**
     * Refuses what would make no new password, before anybody looks whether the one before is right: so it is compared
     * with what the caller says that is, and with nothing that is kept.
     *
     * @throws Refusal if it is none, or the same
     */
    public void requireNewPassword(Username username, String before, String password) {
        rules.require("/newPassword", password, username);
        if (PasswordRules.normal(password).equals(PasswordRules.normal(before))) {
            throw samePassword();
        }
    }

    /**
     * Changes a user's own password, which is known to be {@code verified}'s still; all sessions end but the one that asks.
     *
     * @param session the hash of that one, or null
     * @throws Refusal if the new one is none, or the same
     */
    public User changePassword(User verified, String password, @Nullable String session, By by) {
        rules.require("/newPassword", password, verified.username());
        String normal = PasswordRules.normal(password);
        if (hashes.matches(normal, verified.passwordHash())) {
            throw samePassword();
        }
        String hash = hashes.hash(normal, settings.of(verified.tenant()).argon2());
        User after = verified.withPassword(hash, false, LedgerTime.of(clock.instant()));
        Users.Change change = new Users.Change(verified, after, null, session);
        if (!users.write(change, List.of(events.passwordChanged(after, by)))) {
            throw busy();
        }
        return after;
    }

    /** What a change comes to; {@code after} as in {@link Users.Change}. */
    private record Planned(@Nullable User after, @Nullable Admins admins, List<Event> events) {
        static Planned nothing(User user) {
            return new Planned(user, null, List.of());
        }
    }

    private User change(String tenant, UUID id, OptionalLong expected, Function<User, Planned> plan) {
        for (int tries = 0; tries < TRIES; tries++) {
            User before = find(tenant, id);
            if (expected.isPresent() && expected.getAsLong() != before.revision()) {
                throw Refusal.of(
                        Code.PRECONDITION_FAILED,
                        "the user was changed meanwhile: read it again, and send its ETag in If-Match");
            }
            Planned planned = plan.apply(before);
            if (planned.events().isEmpty()) {
                return before;
            }
            Users.Change change = new Users.Change(before, planned.after(), planned.admins(), null);
            if (users.write(change, planned.events())) {
                return change.subject();
            }
        }
        throw busy();
    }

    /** @return null if they stay as they are */
    private @Nullable Admins admins(User before, @Nullable User after) {
        boolean was = before.administers();
        boolean is = after != null && after.administers();
        if (was == is) {
            return null;
        }
        Admins admins = users.admins(before.tenant());
        if (is) {
            return more(admins, before.id());
        }
        if (admins.isLast(before.id())) {
            throw Refusal.of(
                    Code.LAST_ADMIN,
                    "this is the last active administrator: make another one first, or nobody can administer this");
        }
        return admins.without(before.id());
    }

    private static Admins more(Admins admins, UUID id) {
        if (admins.lockedUntil().size() >= Admins.MOST) {
            throw Refusal.of(Code.INVALID_BODY, "expected at most %d active administrators".formatted(Admins.MOST));
        }
        return admins.with(id, Instant.EPOCH);
    }

    private static void requireDisplayName(String displayName) {
        List<Flaw> flaws = new ArrayList<>();
        EntryRules.text("/displayName", displayName, flaws);
        if (!flaws.isEmpty()) {
            throw Refusal.at(Code.INVALID_BODY, "/displayName", flaws.getFirst().message());
        }
        if (displayName.length() > MAX_DISPLAY_NAME) {
            throw Refusal.at(
                    Code.INVALID_BODY, "/displayName", "expected at most %d characters".formatted(MAX_DISPLAY_NAME));
        }
    }

    private static Refusal samePassword() {
        return Refusal.at(Code.INVALID_BODY, "/newPassword", "expected another password than the one before");
    }

    private static Refusal missing() {
        return Refusal.of(Code.NOT_FOUND, "no user has this id");
    }

    private static Refusal busy() {
        return Refusal.forNow(
                Code.UNAVAILABLE,
                "others are changing this just now; nothing was done, try again",
                java.time.Duration.ofSeconds(1));
    }
}
