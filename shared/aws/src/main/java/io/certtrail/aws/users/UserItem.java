package io.certtrail.aws.users;

import static io.certtrail.aws.tables.Tables.PK;
import static io.certtrail.aws.tables.Tables.SK;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.users.Admins;
import io.certtrail.domain.users.User;
import io.certtrail.domain.users.Username;
import io.certtrail.ledger.entry.LedgerTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;

/**
 * The items of users in the table {@code operations}.
 *
 * <ul>
 *   <li>a user: {@code pk} = {@code USERS#<tenant>}, {@code sk} = the id, so that the oldest stands first; {@code
 *       username}, {@code folded}, {@code displayName}, {@code role}, {@code state}, {@code passwordHash}, {@code
 *       mustChange}, {@code created}, {@code passwordChanged}, {@code epoch}, {@code revision}
 *   <li>a name: {@code pk} = {@code USERNAME#<tenant>#<folded>}, {@code sk} = {@code USERNAME}; {@code id}
 *   <li>the administrators: {@code pk} = {@code ADMINS#<tenant>}, {@code sk} = {@code ADMINS}; {@code lockedUntil}, a map
 *       by id; {@code revision}
 * </ul>
 *
 * <p>Read by their keys, and users also as a list; written together under conditions on {@code revision}.
 */
public final class UserItem {
    private static final String REVISION = "revision";
    private static final String LOCKED_UNTIL = "lockedUntil";

    private UserItem() {}

    static AttributeValue partition(String tenant) {
        return Attributes.of("USERS#" + tenant);
    }

    public static Map<String, AttributeValue> key(String tenant, UUID id) {
        return Map.of(PK, partition(tenant), SK, Attributes.of(id.toString()));
    }

    public static Map<String, AttributeValue> nameKey(String tenant, String folded) {
        return Map.of(PK, Attributes.of("USERNAME#" + tenant + '#' + folded), SK, Attributes.of("USERNAME"));
    }

    public static Map<String, AttributeValue> adminsKey(String tenant) {
        return Map.of(PK, Attributes.of("ADMINS#" + tenant), SK, Attributes.of("ADMINS"));
    }

    static Map<String, AttributeValue> name(User user) {
        Map<String, AttributeValue> item =
                new HashMap<>(nameKey(user.tenant(), user.username().folded()));
        item.put("id", Attributes.of(user.id().toString()));
        return item;
    }

    /** Whose a name is. */
    public static UUID owner(Map<String, AttributeValue> name) {
        return UUID.fromString(Attributes.text(name, "id"));
    }

    private static Map<String, AttributeValue> of(User user) {
        Map<String, AttributeValue> item = new HashMap<>(key(user.tenant(), user.id()));
        item.put("username", Attributes.of(user.username().text()));
        item.put("folded", Attributes.of(user.username().folded()));
        item.put("displayName", Attributes.of(user.displayName()));
        item.put("role", Attributes.of(user.role().text()));
        item.put("state", Attributes.of(user.state().text()));
        item.put("passwordHash", Attributes.of(user.passwordHash()));
        item.put("mustChange", AttributeValue.fromBool(user.mustChangePassword()));
        item.put("created", Attributes.of(user.created()));
        item.put("passwordChanged", Attributes.of(user.passwordChanged()));
        item.put("epoch", Attributes.of(user.epoch()));
        item.put(REVISION, Attributes.of(user.revision()));
        return item;
    }

    public static User read(Map<String, AttributeValue> item) {
        String role = Attributes.text(item, "role");
        return new User(
                UUID.fromString(Attributes.text(item, SK)),
                Attributes.text(item, PK).substring("USERS#".length()),
                new Username(Attributes.text(item, "username"), Attributes.text(item, "folded")),
                Attributes.text(item, "displayName"),
                Role.parse(role).orElseThrow(() -> new IllegalArgumentException("there is no role " + role)),
                User.State.parse(Attributes.text(item, "state")),
                Attributes.text(item, "passwordHash"),
                Boolean.TRUE.equals(item.getOrDefault("mustChange", AttributeValue.fromBool(false))
                        .bool()),
                Attributes.time(item, "created"),
                Attributes.time(item, "passwordChanged"),
                Attributes.number(item, "epoch"),
                Attributes.number(item, REVISION));
    }

    /** The put of a user in the place of the revision before; of a new one if it is of the first. */
    public static Put put(String table, User user) {
        return conditional(table, of(user), user.revision());
    }

    /** The put of the administrators in the place of the revision before. */
    public static Put put(String table, Admins admins) {
        Map<String, AttributeValue> item = new HashMap<>(adminsKey(admins.tenant()));
        Map<String, AttributeValue> until = new HashMap<>();
        admins.lockedUntil().forEach((id, time) -> until.put(id.toString(), Attributes.of(LedgerTime.of(time))));
        item.put(LOCKED_UNTIL, AttributeValue.fromM(until));
        item.put(REVISION, Attributes.of(admins.revision()));
        return conditional(table, item, admins.revision());
    }

    /**
     * The administrators of a tenant.
     *
     * @param item empty if there is none
     */
    public static Admins admins(String tenant, Map<String, AttributeValue> item) {
        AttributeValue stored = item.get(LOCKED_UNTIL);
        if (stored == null) {
            return Admins.none(tenant);
        }
        Map<UUID, Instant> until = new HashMap<>();
        stored.m().forEach((id, time) -> until.put(UUID.fromString(id), LedgerTime.parse(time.s())));
        return new Admins(tenant, until, Attributes.number(item, REVISION));
    }

    private static Put conditional(String table, Map<String, AttributeValue> item, long revision) {
        Put.Builder put = Put.builder().tableName(table).item(item);
        return revision == 1
                ? put.conditionExpression("attribute_not_exists(" + PK + ")").build()
                : put.conditionExpression("#revision = :before")
                        .expressionAttributeNames(Map.of("#revision", REVISION))
                        .expressionAttributeValues(Map.of(":before", Attributes.of(revision - 1)))
                        .build();
    }
}
