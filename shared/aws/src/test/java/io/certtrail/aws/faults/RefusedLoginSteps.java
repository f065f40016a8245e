package io.certtrail.aws.faults;

import io.certtrail.aws.login.DynamoRefusedLogins;
import io.certtrail.domain.login.AttemptKey;
import io.certtrail.domain.login.RefusedLogins;
import io.certtrail.domain.login.RefusedLogins.Flood;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Logins are refused, and settled when their window is over; some floods grow while that is done. */
final class RefusedLoginSteps implements Steps {
    private static final Instant OVER = Shop.NOW.plusSeconds(300);
    private static final int MOST = 10_000;

    private final RefusedLogins refused;
    private final SplittableRandom random;
    private final Set<AttemptKey> seen = new LinkedHashSet<>();
    private int made;

    RefusedLoginSteps(Shop shop) {
        refused = new DynamoRefusedLogins(shop.dynamo(), "operations", shop.outbox());
        random = shop.random();
    }

    @Override
    public void step() {
        List<Flood> due = refused.due(Shop.TENANT, OVER, MOST);
        due.forEach(flood -> seen.add(flood.key()));
        if (due.isEmpty() || random.nextInt(3) == 0) {
            refused.add(flood("name" + made++));
            return;
        }
        Flood one = due.get(random.nextInt(due.size()));
        if (random.nextInt(3) == 0) {
            refused.add(flood(one.username()));
        }
        boolean _ = refused.settle(one, Shop.telling(settled(one.key())));
    }

    @Override
    public List<String> facts() {
        List<AttemptKey> open =
                refused.due(Shop.TENANT, OVER, MOST).stream().map(Flood::key).toList();
        List<String> facts = new ArrayList<>();
        for (AttemptKey key : seen) {
            if (!open.contains(key)) {
                facts.add(settled(key));
            }
        }
        return facts;
    }

    private static String settled(AttemptKey key) {
        return "settled " + key.hash();
    }

    private static Flood flood(String name) {
        return new Flood(
                Shop.TENANT, AttemptKey.ofName(name), name, name, "192.0.2.1", "account locked", 1, Shop.NOW, OVER);
    }
}
