package io.certtrail.aws.dynamo;

import io.certtrail.domain.time.Pause;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Transactions that are tried again when they meet another one. Each try has a token of its own: when the SDK repeats it
 * because the answer was lost, DynamoDB knows it for ten minutes and does nothing more (API reference, TransactWriteItems,
 * {@code ClientRequestToken}). So a condition that fails is a lost race, and not the try itself.
 */
public final class Transactions {
    private static final int TRIES = 5;
    private static final Duration PAUSE = Duration.ofMillis(30);

    private Transactions() {}

    /**
     * Makes some writes, all or none.
     *
     * @return false if a condition failed: this call did nothing
     * @throws TransactionCanceledException if it met another transaction each time, or can't be made at all
     */
    public static boolean write(DynamoDbClient dynamo, List<TransactWriteItem> writes) {
        for (int tries = 1; ; tries++) {
            String token = UUID.randomUUID().toString();
            try {
                dynamo.transactWriteItems(write -> write.transactItems(writes).clientRequestToken(token));
                return true;
            } catch (TransactionCanceledException e) {
                if (hasReason(e, "ConditionalCheckFailed")) {
                    return false;
                }
                if (tries == TRIES || !hasReason(e, "TransactionConflict")) {
                    throw e;
                }
                Pause.SLEEP.of(PAUSE.multipliedBy(tries));
            }
        }
    }

    private static boolean hasReason(TransactionCanceledException e, String code) {
        return e.cancellationReasons().stream().map(CancellationReason::code).anyMatch(code::equals);
    }
}
