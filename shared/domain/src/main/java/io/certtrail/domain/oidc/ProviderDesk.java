package io.certtrail.domain.oidc;

import io.certtrail.domain.access.Credential;
import io.certtrail.domain.access.CredentialId;
import io.certtrail.domain.access.Principal;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.domain.oidc.JwtException.Reason;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.json.Json;
import java.time.Clock;
import java.util.List;

/**
 * Lets those in whom a provider's token names. Who is seen for the first time becomes a user, if the tenant's settings
 * say so, and that is recorded with it; whom they name as disabled is let in no more. Safe for use by many threads.
 */
public final class ProviderDesk {
    private final JwtDesk tokens;
    private final ExternalUsers users;
    private final Catalogue catalogue;
    private final IdSource ids;
    private final Clock clock;

    public ProviderDesk(JwtDesk tokens, ExternalUsers users, Catalogue catalogue, IdSource ids, Clock clock) {
        this.tokens = tokens;
        this.users = users;
        this.catalogue = catalogue;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Who acts when this token is shown.
     *
     * @param client where the caller is
     * @throws JwtException if the token opens nothing
     */
    public Principal principal(String token, Client client) {
        Identity identity = tokens.identify(token);
        if (identity.provider().disabled().contains(identity.subject())) {
            throw new JwtException(
                    Reason.USER, "an administrator has disabled whom the token names (oidc.disabledSubjects)");
        }
        ExternalUser user = users.find(
                        identity.provider().tenant(), identity.provider().issuer(), identity.subject())
                .orElseGet(() -> provision(identity, client));
        Actor actor = actor(user.id().toString(), identity.name(), identity.role());
        CredentialId shown = new CredentialId(Credential.Kind.JWT, identity.subject(), false);
        return new Principal(user.tenant(), actor, identity.role(), shown);
    }

    private static Actor actor(String id, String name, Role role) {
        return new Actor(role == Role.AGENT ? Actor.Type.AGENT : Actor.Type.USER, id, name);
    }

    private ExternalUser provision(Identity identity, Client client) {
        Provider provider = identity.provider();
        if (!provider.provisions()) {
            throw new JwtException(
                    Reason.USER, "whom the token names is unknown here, and no user is made (oidc.provisionUsers)");
        }
        ExternalUser user = new ExternalUser(
                ids.next(),
                provider.tenant(),
                provider.issuer(),
                identity.subject(),
                identity.name(),
                identity.role(),
                LedgerTime.of(clock.instant()));
        return users.create(user, List.of(created(user, client)));
    }

    private Event created(ExternalUser user, Client client) {
        String id = user.id().toString();
        Json.Obj details = Json.obj()
                .put("username", user.name())
                .put("role", user.role().text())
                .put("createdBy", user.issuer())
                .put("subject", user.subject())
                .build();
        return catalogue.event(
                ids.next(),
                user.created(),
                "user.created",
                actor(id, user.name(), user.role()),
                client,
                new Resource("user", id, user.name()),
                details,
                "");
    }
}
