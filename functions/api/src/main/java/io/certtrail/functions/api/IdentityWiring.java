package io.certtrail.functions.api;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.domain.login.LoginDesk;
import io.certtrail.domain.login.LoginEvents;
import io.certtrail.domain.login.Sessions;
import io.certtrail.domain.settings.RememberedSettings;
import io.certtrail.domain.settings.SettingsCatalogue;
import io.certtrail.domain.settings.SettingsSource;
import io.certtrail.domain.settings.SettingsStore;
import io.certtrail.domain.tenants.RememberedTenants;
import io.certtrail.domain.tenants.Tenants;
import io.certtrail.domain.users.PasswordRules;
import io.certtrail.domain.users.UserDesk;
import io.certtrail.domain.users.UserEvents;
import io.certtrail.functions.api.login.LoginRoutes;
import io.certtrail.functions.api.login.SessionRoutes;
import io.certtrail.functions.api.routing.Route;
import io.certtrail.functions.api.users.UserRoutes;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;

/** Puts users, logins and sessions together. */
final class IdentityWiring {
    private final Clock clock;
    private final UserDesk users;
    private final LoginDesk logins;
    private final Sessions sessions;

    /** @param random a cryptographic one */
    IdentityWiring(
            IdentityPorts ports,
            SettingsCatalogue definitions,
            SettingsStore stored,
            Catalogue catalogue,
            IdSource ids,
            Clock clock,
            RandomGenerator random) {
        SettingsSource settings = new RememberedSettings(SettingsSource.of(definitions, stored), clock);
        LoginEvents events = new LoginEvents(catalogue, ids);
        this.clock = clock;
        this.users = new UserDesk(
                ports.users(),
                ports.passwords(),
                PasswordRules.load(),
                settings,
                new UserEvents(catalogue, ids, clock),
                ids,
                clock,
                random);
        this.logins = new LoginDesk(
                new LoginDesk.Ports(ports.logins(), ports.refused(), ports.passwords(), settings),
                events,
                ids,
                clock,
                random);
        this.sessions = new Sessions(ports.sessions(), ports.users(), settings, events, clock);
    }

    /** The routes of the function {@code login}. */
    List<Route> loginRoutes(Tenants tenants, String usualTenant) {
        return new LoginRoutes(logins, sessions, users, new RememberedTenants(tenants, clock), usualTenant).routes();
    }

    List<Route> sessionRoutes() {
        return new SessionRoutes(sessions).routes();
    }

    List<Route> userRoutes() {
        return new UserRoutes(users, logins).routes();
    }
}
