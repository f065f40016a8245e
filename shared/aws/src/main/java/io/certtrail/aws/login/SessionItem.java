package io.certtrail.aws.login;

import static io.certtrail.aws.tables.Tables.EXPIRES;
import static io.certtrail.aws.tables.Tables.PK;
import static io.certtrail.aws.tables.Tables.SK;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.domain.login.Session;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The items of a session in the table {@code operations}.
 *
 * <ul>
 *   <li>the session: {@code pk} = {@code SESSION#<hash>}, {@code sk} = {@code SESSION}; {@code id}, {@code tenant}, {@code
 *       user}, {@code epoch}, {@code created}, {@code seen}, {@code expiresAt}, {@code ip} and {@code userAgent} if they
 *       are known. Read by its key at each request; written when it is opened, at most once a minute while it is used,
 *       and when its user changes their password
 *   <li>its place among the user's: {@code pk} = {@code SESSIONS#<tenant>#<user>}, {@code sk} = the id; {@code hash}
 * </ul>
 *
 * <p>Both go by their time to live ({@code expires}) when the session has ended at last.
 */
public final class SessionItem {
    private static final String PREFIX = "SESSION#";
    private static final String IP = "ip";
    private static final String USER_AGENT = "userAgent";

    private SessionItem() {}

    static Map<String, AttributeValue> key(String hash) {
        return Map.of(PK, Attributes.of(PREFIX + hash), SK, Attributes.of("SESSION"));
    }

    static AttributeValue partition(String tenant, UUID user) {
        return Attributes.of("SESSIONS#" + tenant + '#' + user);
    }

    static Map<String, AttributeValue> placeKey(Session session) {
        return Map.of(
                PK,
                partition(session.tenant(), session.user()),
                SK,
                Attributes.of(session.id().toString()));
    }

    static Map<String, AttributeValue> place(Session session) {
        Map<String, AttributeValue> item = new HashMap<>(placeKey(session));
        item.put("hash", Attributes.of(session.hash()));
        item.put(EXPIRES, Attributes.of(session.expires().getEpochSecond()));
        return item;
    }

    static Map<String, AttributeValue> of(Session session) {
        Map<String, AttributeValue> item = new HashMap<>(key(session.hash()));
        item.put("id", Attributes.of(session.id().toString()));
        item.put("tenant", Attributes.of(session.tenant()));
        item.put("user", Attributes.of(session.user().toString()));
        item.put("epoch", Attributes.of(session.epoch()));
        item.put("created", Attributes.of(session.created()));
        item.put("seen", Attributes.of(session.seen()));
        item.put("expiresAt", Attributes.of(session.expires()));
        item.put(EXPIRES, Attributes.of(session.expires().getEpochSecond()));
        putIfKnown(item, IP, session.ip());
        putIfKnown(item, USER_AGENT, session.userAgent());
        return item;
    }

    static Session read(Map<String, AttributeValue> item) {
        return new Session(
                Attributes.text(item, PK).substring(PREFIX.length()),
                UUID.fromString(Attributes.text(item, "id")),
                Attributes.text(item, "tenant"),
                UUID.fromString(Attributes.text(item, "user")),
                Attributes.number(item, "epoch"),
                Attributes.time(item, "created"),
                Attributes.time(item, "seen"),
                Attributes.time(item, "expiresAt"),
                item.containsKey(IP) ? Attributes.text(item, IP) : null,
                item.containsKey(USER_AGENT) ? Attributes.text(item, USER_AGENT) : null);
    }

    /** Lets a session go on in another epoch of its user's, if it is still there. */
    public static Update goesOn(String table, String hash, long epoch) {
        return Update.builder()
                .tableName(table)
                .key(key(hash))
                .updateExpression("SET epoch = :epoch")
                .conditionExpression("attribute_exists(" + PK + ")")
                .expressionAttributeValues(Map.of(":epoch", Attributes.of(epoch)))
                .build();
    }

    private static void putIfKnown(Map<String, AttributeValue> item, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            item.put(name, Attributes.of(value));
        }
    }
}
