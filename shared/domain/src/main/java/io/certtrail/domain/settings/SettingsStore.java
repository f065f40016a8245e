package io.certtrail.domain.settings;

import io.certtrail.ledger.entry.Event;
import java.util.List;
import java.util.Optional;

/** Where settings are kept. Safe for use by several threads. */
public interface SettingsStore {
    /** What the tenant has set, as it stands now (a consistent read). */
    StoredSettings of(String tenant);

    /** The tenant that has set this issuer and audience, as it stands now (a consistent read). */
    Optional<String> tenantOf(ProviderPair provider);

    /**
     * Keeps settings in the place of the version before, and records the events of the change: both or neither; durable
     * when it returns.
     *
     * @param next with a version one higher than that of what was read
     * @param events of the settings' tenant, 1 to 100
     * @return whether it did: true as well when a repeated call finds that it had; false if another version is there
     * @throws io.certtrail.domain.problem.Refusal if another tenant has set this issuer and audience
     * @throws io.certtrail.domain.chain.OutcomeUnknown if nobody knows whether it did
     */
    boolean replace(StoredSettings next, List<Event> events);
}
