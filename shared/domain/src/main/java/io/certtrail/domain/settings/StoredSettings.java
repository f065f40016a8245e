package io.certtrail.domain.settings;

import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a tenant has set, as it is kept: secrets in it are sealed ({@link SecretSeal}).
 *
 * @param version how often it was changed; 0 if it never was
 * @param values by their keys; what is not there has its default
 * @param change a number of the last change alone, so that a writer knows its own
 * @param changed when that was, in whole milliseconds
 * @param changedBy the name of who made it
 */
public record StoredSettings(
        String tenant, long version, SortedMap<String, Json> values, UUID change, Instant changed, String changedBy) {
    private static final UUID NO_CHANGE = new UUID(0, 0);

    public StoredSettings {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** The issuer and the audience of the provider that the tenant has set; empty if it has set none. */
    public Optional<ProviderPair> provider() {
        return values.get("oidc.issuer") instanceof Json.Str(String issuer)
                        && values.get("oidc.audience") instanceof Json.Str(String audience)
                ? Optional.of(new ProviderPair(issuer, audience))
                : Optional.empty();
    }

    /** Of a tenant that has never set anything. */
    public static StoredSettings none(String tenant) {
        return new StoredSettings(tenant, 0, new TreeMap<>(), NO_CHANGE, Instant.EPOCH, "");
    }
}
