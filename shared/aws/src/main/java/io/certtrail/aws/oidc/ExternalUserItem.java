package io.certtrail.aws.oidc;

import static io.certtrail.aws.tables.Tables.PK;
import static io.certtrail.aws.tables.Tables.SK;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.oidc.ExternalUser;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.merkle.Sha256;
import io.certtrail.ledger.text.HexText;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A user of a provider in the table {@code operations}: {@code pk} = {@code OIDCUSER#<tenant>#} and the SHA-256 of {@code
 * [issuer,subject]} as canonical JSON, {@code sk} = {@code OIDCUSER}; {@code id}, {@code tenant}, {@code issuer}, {@code
 * subject}, {@code name}, {@code role}, {@code created}. Read by its key at each request with a token of the provider,
 * written once.
 */
final class ExternalUserItem {
    private ExternalUserItem() {}

    static Map<String, AttributeValue> key(String tenant, String issuer, String subject) {
        Json.Arr who = Json.arr(Json.of(issuer), Json.of(subject));
        String hash = HexText.of(Sha256.digest().digest(Jcs.bytes(who)));
        return Map.of(PK, Attributes.of("OIDCUSER#" + tenant + "#" + hash), SK, Attributes.of("OIDCUSER"));
    }

    static Map<String, AttributeValue> of(ExternalUser user) {
        Map<String, AttributeValue> item = new HashMap<>(key(user.tenant(), user.issuer(), user.subject()));
        item.put("id", Attributes.of(user.id().toString()));
        item.put("tenant", Attributes.of(user.tenant()));
        item.put("issuer", Attributes.of(user.issuer()));
        item.put("subject", Attributes.of(user.subject()));
        item.put("name", Attributes.of(user.name()));
        item.put("role", Attributes.of(user.role().text()));
        item.put("created", Attributes.of(user.created()));
        return item;
    }

    static ExternalUser read(Map<String, AttributeValue> item) {
        String role = Attributes.text(item, "role");
        return new ExternalUser(
                UUID.fromString(Attributes.text(item, "id")),
                Attributes.text(item, "tenant"),
                Attributes.text(item, "issuer"),
                Attributes.text(item, "subject"),
                Attributes.text(item, "name"),
                Role.parse(role).orElseThrow(() -> new IllegalArgumentException("there is no role " + role)),
                Attributes.time(item, "created"));
    }
}
