package io.certtrail.testkit.oidc;

import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.oidc.ExternalUser;
import io.certtrail.domain.oidc.ExternalUsers;
import io.certtrail.ledger.entry.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Users of providers in memory, with their events going to an outbox. */
public final class MemoryExternalUsers implements ExternalUsers {
    private final Map<List<String>, ExternalUser> users = new HashMap<>();
    private final Outbox outbox;

    public MemoryExternalUsers(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public synchronized Optional<ExternalUser> find(String tenant, String issuer, String subject) {
        return Optional.ofNullable(users.get(List.of(tenant, issuer, subject)));
    }

    @Override
    public synchronized ExternalUser create(ExternalUser user, List<Event> events) {
        ExternalUser before = users.putIfAbsent(List.of(user.tenant(), user.issuer(), user.subject()), user);
        if (before != null) {
            return before;
        }
        outbox.record(user.tenant(), events);
        return user;
    }
}
