package io.certtrail.aws.access;

import static io.certtrail.aws.tables.Tables.PK;
import static io.certtrail.aws.tables.Tables.SK;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.domain.access.AccessToken;
import io.certtrail.domain.access.Role;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A token in the table {@code operations}: {@code pk} = {@code TOKEN#<hash>}, {@code sk} = {@code TOKEN}; {@code id},
 * {@code tenant}, {@code name}, {@code role}, {@code created}, and {@code expiresAt} if it ever does. Read by its key at
 * each request, written once. It is kept after it has expired, so that what it did can still be told.
 */
final class TokenItem {
    private static final String PREFIX = "TOKEN#";
    private static final String EXPIRES_AT = "expiresAt";

    private TokenItem() {}

    static Map<String, AttributeValue> key(String hash) {
        return Map.of(PK, Attributes.of(PREFIX + hash), SK, Attributes.of("TOKEN"));
    }

    static Map<String, AttributeValue> of(AccessToken token) {
        Map<String, AttributeValue> item = new HashMap<>(key(token.hash()));
        item.put("id", Attributes.of(token.id().toString()));
        item.put("tenant", Attributes.of(token.tenant()));
        item.put("name", Attributes.of(token.name()));
        item.put("role", Attributes.of(token.role().text()));
        item.put("created", Attributes.of(token.created()));
        Instant expires = token.expires();
        if (expires != null) {
            item.put(EXPIRES_AT, Attributes.of(expires));
        }
        return item;
    }

    static AccessToken read(Map<String, AttributeValue> item) {
        String role = Attributes.text(item, "role");
        return new AccessToken(
                UUID.fromString(Attributes.text(item, "id")),
                Attributes.text(item, "tenant"),
                Attributes.text(item, "name"),
                Role.parse(role).orElseThrow(() -> new IllegalArgumentException("there is no role " + role)),
                Attributes.text(item, PK).substring(PREFIX.length()),
                Attributes.time(item, "created"),
                item.containsKey(EXPIRES_AT) ? Attributes.time(item, EXPIRES_AT) : null);
    }
}
