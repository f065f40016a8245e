package io.certtrail.aws.login;

import static io.certtrail.aws.tables.Tables.EXPIRES;
import static io.certtrail.aws.tables.Tables.PK;
import static io.certtrail.aws.tables.Tables.SK;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.domain.login.AttemptKey;
import io.certtrail.domain.login.Attempts;
import io.certtrail.ledger.entry.LedgerTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;

/**
 * The items that attempts to sign in are counted in, of the table {@code operations}.
 *
 * <ul>
 *   <li>by a name: {@code pk} = {@code ATTEMPTS#<tenant>#<SHA-256>}, {@code sk} = {@code NAME}; {@code attempts}, {@code
 *       since}, {@code last}, {@code lockedUntil} if they locked the account, {@code revision}
 *   <li>from an address, in a window: {@code pk} = {@code ATTEMPTS#<tenant>#<SHA-256>}, {@code sk} = {@code
 *       ADDRESS#<end of the window>}; {@code attempts}
 * </ul>
 *
 * <p>They go by their time to live ({@code expires}), so that names made up fill nothing: two days after the last attempt,
 * which is more than a window or a lock lasts.
 */
final class AttemptsItem {
    private static final Duration KEPT = Duration.ofDays(2);
    private static final String COUNT = "attempts";
    private static final String REVISION = "revision";
    private static final String LOCKED_UNTIL = "lockedUntil";

    private AttemptsItem() {}

    static Map<String, AttributeValue> key(String tenant, AttemptKey key) {
        return Map.of(PK, partition(tenant, key), SK, Attributes.of("NAME"));
    }

    static Map<String, AttributeValue> addressKey(String tenant, AttemptKey key, Instant until) {
        return Map.of(PK, partition(tenant, key), SK, Attributes.of("ADDRESS#" + LedgerTime.text(until)));
    }

    private static AttributeValue partition(String tenant, AttemptKey key) {
        return Attributes.of("ATTEMPTS#" + tenant + '#' + key.hash());
    }

    static AttributeValue goes(Instant last) {
        return Attributes.of(last.plus(KEPT).getEpochSecond());
    }

    /** @param item empty if there is none */
    static Attempts read(String tenant, AttemptKey key, Map<String, AttributeValue> item) {
        if (item.isEmpty()) {
            return Attempts.none(tenant, key);
        }
        return new Attempts(
                tenant,
                key,
                Math.toIntExact(Attributes.number(item, COUNT)),
                Attributes.time(item, "since"),
                Attributes.time(item, "last"),
                item.containsKey(LOCKED_UNTIL) ? Attributes.time(item, LOCKED_UNTIL) : null,
                Attributes.number(item, REVISION));
    }

    /** The put of some attempts in the place of the revision before. */
    static Put put(String table, Attempts attempts, Instant now) {
        Map<String, AttributeValue> item = new HashMap<>(key(attempts.tenant(), attempts.key()));
        item.put(COUNT, Attributes.of(attempts.count()));
        item.put("since", Attributes.of(LedgerTime.of(attempts.since())));
        item.put("last", Attributes.of(LedgerTime.of(attempts.last())));
        item.put(REVISION, Attributes.of(attempts.revision()));
        item.put(EXPIRES, goes(now));
        Instant lockedUntil = attempts.lockedUntil();
        if (lockedUntil != null) {
            item.put(LOCKED_UNTIL, Attributes.of(LedgerTime.of(lockedUntil)));
        }
        Put.Builder put = Put.builder().tableName(table).item(item);
        return attempts.revision() == 1
                ? put.conditionExpression("attribute_not_exists(" + PK + ")").build()
                : put.conditionExpression("#revision = :before")
                        .expressionAttributeNames(Map.of("#revision", REVISION))
                        .expressionAttributeValues(Map.of(":before", Attributes.of(attempts.revision() - 1)))
                        .build();
    }
}
