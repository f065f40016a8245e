package io.certtrail.domain.oidc;

import io.certtrail.ledger.entry.Event;
import java.util.List;
import java.util.Optional;

/** Where users of providers are kept. Safe for use by many threads. */
public interface ExternalUsers {
    /** Whom the issuer means by the subject, as it stands now (a consistent read). */
    Optional<ExternalUser> find(String tenant, String issuer, String subject);

    /**
     * Keeps a new user and records the events of it, both or neither; durable when it returns. One that is there already
     * is left as it is, and then no event is recorded: of several who see somebody first, one makes the user.
     *
     * @param events of the user's tenant, 1 to 10
     * @return the user that is there now
     * @throws io.certtrail.domain.chain.OutcomeUnknown if nobody knows whether it was kept
     */
    ExternalUser create(ExternalUser user, List<Event> events);
}
