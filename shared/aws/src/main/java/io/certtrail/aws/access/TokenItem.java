package io.certtrail.aws.access;

import static io.certtrail.aws.tables.Tables.PK;
import static io.certtrail.aws.tables.Tables.SK;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.domain.access.AccessToken;
import io.certtrail.domain.access.Role;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A token in the table {@code operations}, as two items that are written in one transaction and hold the same: {@code
 * id}, {@code tenant}, {@code name}, {@code role}, {@code hash}, {@code created}, {@code actionPrefixes} if it is held to
 * any, {@code expiresAt} if it ever does, {@code revokedAt} if it was.
 *
 * <ul>
 *   <li>What a caller is known by: {@code pk} = {@code TOKEN#<hash>}, {@code sk} = {@code TOKEN}. Read by its key at each
 *       request, by the authorizer alone.
 *   <li>What is listed and revoked: {@code pk} = {@code TOKENS#<tenant>}, {@code sk} = its id, a UUID of version 7, so
 *       that they stand in the order in which they were made; with {@code lastUsed} besides.
 * </ul>
 *
 * Both are kept after it has expired or was revoked, so that what it did can still be told.
 */
final class TokenItem {
    static final String REVOKED_AT = "revokedAt";
    static final String LAST_USED = "lastUsed";

    private static final String EXPIRES_AT = "expiresAt";
    private static final String ACTION_PREFIXES = "actionPrefixes";

    private TokenItem() {}

    static Map<String, AttributeValue> key(String hash) {
        return Map.of(PK, Attributes.of("TOKEN#" + hash), SK, Attributes.of("TOKEN"));
    }

    static AttributeValue partition(String tenant) {
        return Attributes.of("TOKENS#" + tenant);
    }

    static Map<String, AttributeValue> listedKey(String tenant, UUID id) {
        return Map.of(PK, partition(tenant), SK, Attributes.of(id.toString()));
    }

    static Map<String, AttributeValue> of(AccessToken token) {
        return item(key(token.hash()), token);
    }

    static Map<String, AttributeValue> listed(AccessToken token) {
        return item(listedKey(token.tenant(), token.id()), token);
    }

    private static Map<String, AttributeValue> item(Map<String, AttributeValue> key, AccessToken token) {
        Map<String, AttributeValue> item = new HashMap<>(key);
        item.put("id", Attributes.of(token.id().toString()));
        item.put("tenant", Attributes.of(token.tenant()));
        item.put("name", Attributes.of(token.name()));
        item.put("role", Attributes.of(token.role().text()));
        item.put("hash", Attributes.of(token.hash()));
        item.put("created", Attributes.of(token.created()));
        if (!token.actionPrefixes().isEmpty()) {
            item.put(ACTION_PREFIXES, Attributes.of(token.actionPrefixes()));
        }
        putIfThere(item, EXPIRES_AT, token.expires());
        putIfThere(item, REVOKED_AT, token.revoked());
        return item;
    }

    private static void putIfThere(Map<String, AttributeValue> item, String name, @Nullable Instant time) {
        if (time != null) {
            item.put(name, Attributes.of(time));
        }
    }

    static AccessToken read(Map<String, AttributeValue> item) {
        String role = Attributes.text(item, "role");
        return new AccessToken(
                UUID.fromString(Attributes.text(item, "id")),
                Attributes.text(item, "tenant"),
                Attributes.text(item, "name"),
                Role.parse(role).orElseThrow(() -> new IllegalArgumentException("there is no role " + role)),
                Attributes.text(item, "hash"),
                item.containsKey(ACTION_PREFIXES) ? Attributes.texts(item, ACTION_PREFIXES) : List.of(),
                Attributes.time(item, "created"),
                time(item, EXPIRES_AT),
                time(item, REVOKED_AT),
                time(item, LAST_USED));
    }

    private static @Nullable Instant time(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? Attributes.time(item, name) : null;
    }
}
