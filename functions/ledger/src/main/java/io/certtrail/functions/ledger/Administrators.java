package io.certtrail.functions.ledger;

import io.certtrail.domain.login.LoginDesk;
import io.certtrail.domain.users.User;
import io.certtrail.domain.users.UserDesk;
import io.certtrail.domain.users.UserEvents.By;
import io.certtrail.domain.users.Username;
import io.certtrail.domain.users.Users;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import java.util.Optional;

/** What whoever holds the cloud account does for people who can't sign in. */
final class Administrators {
    private static final By SETUP = new By(new Actor(Actor.Type.SYSTEM, "setup", "CertTrail set-up"), Client.NONE);

    private final Users users;
    private final UserDesk desk;
    private final LoginDesk logins;

    Administrators(Users users, UserDesk desk, LoginDesk logins) {
        this.users = users;
        this.desk = desk;
        this.logins = logins;
    }

    /**
     * Makes a tenant's first administrator, with a password that must be changed.
     *
     * @return empty if there has ever been one
     */
    Optional<UserDesk.WithPassword> first(String tenant, String username) {
        return desk.createFirst(tenant, username, SETUP);
    }

    /**
     * Lets somebody in again: forgets their failed logins, and gives them another password if that is asked for.
     *
     * @return that password
     * @throws IllegalArgumentException if the tenant has nobody of this name
     */
    Optional<String> unlock(String tenant, String username, boolean resetPassword) {
        User user = users.named(tenant, Username.typed(username).folded())
                .orElseThrow(
                        () -> new IllegalArgumentException("tenant %s has no user %s".formatted(tenant, username)));
        boolean _ = logins.unlock(user, SETUP);
        return resetPassword
                ? Optional.of(desk.resetPassword(tenant, user.id(), SETUP).password())
                : Optional.empty();
    }
}
