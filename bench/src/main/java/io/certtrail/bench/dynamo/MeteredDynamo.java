package io.certtrail.bench.dynamo;

import io.certtrail.local.dynamo.ForwardingDynamo;
import io.certtrail.local.dynamo.Operation;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Counts what every call consumes, by the service's own answers. */
public final class MeteredDynamo extends ForwardingDynamo {
    private final Meter meter;

    public MeteredDynamo(DynamoDbClient target, Meter meter) {
        super(target);
        this.meter = meter;
    }

    @Override
    protected <R> R around(Operation operation, Supplier<R> call) {
        return call.get();
    }

    @Override
    protected <Q extends DynamoDbRequest, R extends DynamoDbResponse> R call(
            Operation operation, Q request, Function<Q, R> call) {
        R answer;
        try {
            answer = call.apply(ConsumedUnits.asking(request));
        } catch (ConditionalCheckFailedException | TransactionCanceledException e) {
            meter.countRefused(Written.units(request));
            throw e;
        }
        meter.count(operation, ConsumedUnits.of(request, answer));
        return answer;
    }
}
