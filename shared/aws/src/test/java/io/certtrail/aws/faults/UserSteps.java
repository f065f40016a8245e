package io.certtrail.aws.faults;

import io.certtrail.aws.users.DynamoUsers;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.users.Admins;
import io.certtrail.domain.users.User;
import io.certtrail.domain.users.Username;
import io.certtrail.domain.users.Users;
import io.certtrail.ledger.entry.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Users are made, changed and removed, every other one an administrator. */
final class UserSteps implements Steps {
    private final Users users;
    private final SplittableRandom random;
    private final List<User> tried = new ArrayList<>();
    private final Map<UUID, Long> seen = new HashMap<>();

    UserSteps(Shop shop) {
        users = new DynamoUsers(shop.dynamo(), "operations", shop.outbox());
        random = shop.random();
    }

    @Override
    public void step() {
        if (tried.isEmpty() || random.nextInt(4) == 0) {
            tried.add(user(tried.size()));
        }
        User one = tried.get(random.nextInt(tried.size()));
        Optional<User> now = users.find(Shop.TENANT, one.id());
        if (now.isPresent()) {
            seen.put(one.id(), now.get().revision());
            change(now.get());
        } else if (!seen.containsKey(one.id())) {
            write(new Users.Change(null, one, admins(one, true), null), version(one, 1));
        }
    }

    private void change(User user) {
        if (random.nextInt(3) == 0) {
            write(new Users.Change(user, null, admins(user, false), null), removed(user));
            return;
        }
        User next = user.with("name " + user.revision(), user.role(), user.state());
        write(new Users.Change(user, next, null, null), version(next, next.revision()));
    }

    private @Nullable Admins admins(User user, boolean joins) {
        if (!user.administers()) {
            return null;
        }
        Admins admins = users.admins(Shop.TENANT);
        return joins ? admins.with(user.id(), Instant.EPOCH) : admins.without(user.id());
    }

    private void write(Users.Change change, String fact) {
        Admins admins = change.admins();
        List<Event> events =
                admins == null ? Shop.telling(fact) : Shop.telling(fact, "administrators " + admins.revision());
        boolean _ = users.write(change, events);
    }

    @Override
    public List<String> facts() {
        List<String> facts = new ArrayList<>();
        for (User user : tried) {
            Optional<User> now = users.find(Shop.TENANT, user.id());
            long last = now.map(User::revision).orElseGet(() -> seen.getOrDefault(user.id(), 0L));
            for (long revision = 1; revision <= last; revision++) {
                facts.add(version(user, revision));
            }
            if (last > 0 && now.isEmpty()) {
                facts.add(removed(user));
            }
        }
        for (long revision = 1; revision <= users.admins(Shop.TENANT).revision(); revision++) {
            facts.add("administrators " + revision);
        }
        return facts;
    }

    private static String version(User user, long revision) {
        return user.username().text() + " " + revision;
    }

    private static String removed(User user) {
        return user.username().text() + " removed";
    }

    private static User user(int number) {
        return new User(
                UUID.randomUUID(),
                Shop.TENANT,
                Username.require("user" + number),
                "",
                number % 2 == 0 ? Role.ADMIN : Role.VIEWER,
                User.State.ACTIVE,
                "$argon2id$",
                true,
                Shop.NOW,
                Shop.NOW,
                1,
                1);
    }
}
