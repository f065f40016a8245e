package io.certtrail.aws.faults;

import io.certtrail.aws.login.DynamoLogins;
import io.certtrail.aws.login.DynamoSessions;
import io.certtrail.domain.access.SessionText;
import io.certtrail.domain.login.LoginStore;
import io.certtrail.domain.login.Session;
import io.certtrail.domain.login.SessionStore;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/** Sessions are opened, used and ended. */
final class SessionSteps implements Steps {
    private static final UUID USER = new UUID(1, 1);

    private final LoginStore logins;
    private final SessionStore sessions;
    private final SplittableRandom random;
    private final List<Session> tried = new ArrayList<>();
    private final Set<Session> opened = new HashSet<>();

    SessionSteps(Shop shop) {
        logins = new DynamoLogins(shop.dynamo(), "operations", shop.outbox(), Clock.fixed(Shop.NOW, ZoneOffset.UTC));
        sessions = new DynamoSessions(shop.dynamo(), "operations", shop.outbox());
        random = shop.random();
    }

    @Override
    public void step() {
        if (tried.isEmpty() || random.nextInt(3) == 0) {
            tried.add(session());
        }
        Session one = tried.get(random.nextInt(tried.size()));
        Optional<Session> now = sessions.find(one.hash());
        if (now.isPresent()) {
            opened.add(one);
            sessions.touch(now.get(), Shop.NOW.plusSeconds(tried.size()));
            boolean _ = sessions.end(now.get(), Shop.telling("ended " + one.id()));
        } else if (!opened.contains(one)) {
            boolean _ = logins.write(
                    Shop.TENANT, new LoginStore.Step(null, null, one, null), Shop.telling("opened " + one.id()));
        }
    }

    @Override
    public List<String> facts() {
        List<String> facts = new ArrayList<>();
        for (Session session : tried) {
            boolean there = sessions.find(session.hash()).isPresent();
            if (there || opened.contains(session)) {
                facts.add("opened " + session.id());
            }
            if (!there && opened.contains(session)) {
                facts.add("ended " + session.id());
            }
        }
        return facts;
    }

    private Session session() {
        return new Session(
                SessionText.fresh(random).hash(),
                UUID.randomUUID(),
                Shop.TENANT,
                USER,
                1,
                Shop.NOW,
                Shop.NOW,
                Shop.NOW.plus(Duration.ofHours(12)),
                null,
                null);
    }
}
