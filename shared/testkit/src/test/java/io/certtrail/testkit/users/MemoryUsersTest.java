package io.certtrail.testkit.users;

import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.domain.login.LoginStore;
import io.certtrail.domain.login.RefusedLogins;
import io.certtrail.domain.login.SessionStore;
import io.certtrail.domain.users.Users;
import io.certtrail.ledger.entry.Event;
import io.certtrail.testkit.chain.MemoryOutbox;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

class MemoryUsersTest extends UsersContract {
    private final MemoryOutbox outbox = new MemoryOutbox(Clock.systemUTC());
    private final MemoryUsers users = new MemoryUsers(outbox);

    @Override
    protected Users users() {
        return users;
    }

    @Override
    protected LoginStore logins() {
        return users;
    }

    @Override
    protected SessionStore sessions() {
        return users;
    }

    @Override
    protected RefusedLogins refused() {
        return users;
    }

    @Override
    protected List<UUID> recorded(String tenant) {
        return outbox.read(tenant, 100).stream()
                .flatMap(item -> ((OutboxItem.Bundle) item).events().stream())
                .map(Event::id)
                .toList();
    }
}
