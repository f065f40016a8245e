package io.certtrail.aws.faults;

import io.certtrail.aws.login.DynamoLogins;
import io.certtrail.domain.login.Attempts;
import io.certtrail.domain.login.LoginStore;
import io.certtrail.domain.settings.LockoutPolicy;
import io.certtrail.domain.users.Admins;
import io.certtrail.domain.users.Username;
import io.certtrail.ledger.entry.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Attempts to sign in are counted; they lock accounts of administrators, which are unlocked again. */
final class AttemptSteps implements Steps {
    private static final int NAMES = 5;
    private static final LockoutPolicy POLICY = new LockoutPolicy(3, Duration.ofHours(1), Duration.ofHours(1));

    private final LoginStore logins;
    private final SplittableRandom random;

    AttemptSteps(Shop shop) {
        logins = new DynamoLogins(shop.dynamo(), "operations", shop.outbox(), Clock.fixed(Shop.NOW, ZoneOffset.UTC));
        random = shop.random();
    }

    @Override
    public void step() {
        int number = random.nextInt(NAMES);
        LoginStore.Seen seen = logins.look(Shop.TENANT, name(number));
        Attempts before = seen.attempts();
        if (before.tooMany(POLICY, Shop.NOW)) {
            Instant until = Shop.NOW.plus(POLICY.lock());
            write(number, before.locked(POLICY, Shop.NOW), seen.admins().with(new UUID(0, number), until));
        } else if (before.locked(Shop.NOW)) {
            write(number, before.cleared(), seen.admins().with(new UUID(0, number), Instant.EPOCH));
        } else {
            Attempts counted = before.counted(POLICY, Shop.NOW);
            boolean _ = logins.write(
                    Shop.TENANT,
                    new LoginStore.Step(counted, null, null, null),
                    Shop.telling(fact(number, counted.revision())));
        }
    }

    private void write(int number, Attempts attempts, Admins admins) {
        List<Event> events = Shop.telling(fact(number, attempts.revision()), "administrators " + admins.revision());
        boolean _ = logins.write(Shop.TENANT, new LoginStore.Step(attempts, admins, null, null), events);
    }

    @Override
    public List<String> facts() {
        List<String> facts = new ArrayList<>();
        for (int number = 0; number < NAMES; number++) {
            Attempts attempts = logins.look(Shop.TENANT, name(number)).attempts();
            for (long revision = 1; revision <= attempts.revision(); revision++) {
                facts.add(fact(number, revision));
            }
        }
        Admins admins = logins.look(Shop.TENANT, name(0)).admins();
        for (long revision = 1; revision <= admins.revision(); revision++) {
            facts.add("administrators " + revision);
        }
        return facts;
    }

    private static Username name(int number) {
        return Username.require("name" + number);
    }

    private static String fact(int number, long revision) {
        return "attempts by %d: %d".formatted(number, revision);
    }
}
