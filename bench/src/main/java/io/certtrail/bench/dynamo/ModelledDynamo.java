package io.certtrail.bench.dynamo;

import io.certtrail.local.dynamo.ForwardingDynamo;
import io.certtrail.local.dynamo.Operation;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * A model of what binds on the real service: every call takes 5 ms more, and a partition key takes 1,000 write units and
 * 3,000 read units a second (Developer Guide, "Burst and adaptive capacity"). Who asks for more waits, where the service
 * would throttle and the client would try again: kinder than the service, to all contenders alike.
 */
public final class ModelledDynamo extends ForwardingDynamo {
    static final Duration CALL = Duration.ofMillis(5);
    static final double WRITE_UNITS_A_SECOND = 1_000;
    static final double READ_UNITS_A_SECOND = 3_000;

    private final TokenBuckets writes = new TokenBuckets(WRITE_UNITS_A_SECOND);
    private final TokenBuckets reads = new TokenBuckets(READ_UNITS_A_SECOND);

    public ModelledDynamo(DynamoDbClient target) {
        super(target);
    }

    @Override
    protected <R> R around(Operation operation, Supplier<R> call) {
        return call.get();
    }

    @Override
    protected <Q extends DynamoDbRequest, R extends DynamoDbResponse> R call(
            Operation operation, Q request, Function<Q, R> call) {
        if (operation.kind() == Operation.Kind.ADMINISTRATION) {
            return call.apply(request);
        }
        TokenBuckets buckets = operation.kind() == Operation.Kind.READ ? reads : writes;
        List<String> keys = PartitionKeys.of(request);
        TokenBuckets.sleep(CALL);
        buckets.await(keys);
        try {
            R answer = call.apply(ConsumedUnits.asking(request));
            buckets.take(keys, ConsumedUnits.units(ConsumedUnits.of(request, answer)));
            return answer;
        } catch (ConditionalCheckFailedException | TransactionCanceledException e) {
            buckets.take(keys, Written.units(request));
            throw e;
        }
    }
}
