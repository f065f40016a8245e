package io.certtrail.local.adversary;

import io.certtrail.local.dynamo.ForwardingDynamo;
import io.certtrail.local.dynamo.Operation;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/** A DynamoDB that throttles, and that loses the answers of writes it has carried out. */
public final class AdversaryDynamo extends ForwardingDynamo {
    private static final int BAD_REQUEST = 400;

    private final Adversary adversary;

    public AdversaryDynamo(DynamoDbClient target, Adversary adversary) {
        super(target);
        this.adversary = adversary;
    }

    @Override
    protected <R> R around(Operation operation, Supplier<R> call) {
        if (operation.kind() == Operation.Kind.ADMINISTRATION) {
            return call.get();
        }
        if (adversary.throttles()) {
            throw ProvisionedThroughputExceededException.builder()
                    .statusCode(BAD_REQUEST)
                    .message("the adversary throttles " + operation)
                    .build();
        }
        R answer = call.get();
        if (operation.kind() != Operation.Kind.READ && adversary.losesAnswer()) {
            throw SdkClientException.create("the adversary lost the answer of " + operation);
        }
        return answer;
    }
}
