package io.certtrail.aws.settings;

import static io.certtrail.aws.tables.Tables.PK;
import static io.certtrail.aws.tables.Tables.SK;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.domain.settings.ProviderPair;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.merkle.Sha256;
import io.certtrail.ledger.text.HexText;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Whose tokens of an issuer for an audience are, in the table {@code operations}: {@code pk} = {@code OIDC#} and the
 * SHA-256 of {@code [issuer,audience]} as canonical JSON, {@code sk} = {@code OIDC}; {@code tenant}, which is not there
 * once that tenant has set another. Read by its key when a token comes, written with the tenant's settings.
 */
final class ProviderItem {
    static final String TENANT = "tenant";

    private ProviderItem() {}

    static Map<String, AttributeValue> key(ProviderPair provider) {
        Json.Arr pair = Json.arr(Json.of(provider.issuer()), Json.of(provider.audience()));
        String hash = HexText.of(Sha256.digest().digest(Jcs.bytes(pair)));
        return Map.of(PK, Attributes.of("OIDC#" + hash), SK, Attributes.of("OIDC"));
    }

    static Map<String, AttributeValue> of(ProviderPair provider, String tenant) {
        Map<String, AttributeValue> item = new HashMap<>(key(provider));
        item.put(TENANT, Attributes.of(tenant));
        return item;
    }

    static Optional<String> tenant(Map<String, AttributeValue> item) {
        return item.containsKey(TENANT) ? Optional.of(Attributes.text(item, TENANT)) : Optional.empty();
    }
}
