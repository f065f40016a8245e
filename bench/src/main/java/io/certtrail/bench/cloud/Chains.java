package io.certtrail.bench.cloud;

import io.certtrail.aws.chain.DynamoChain;
import io.certtrail.aws.config.Environment;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Our chain in tables of any name. */
public final class Chains {
    private Chains() {}

    public static DynamoChain of(DynamoDbClient dynamo, Environment names) {
        return new DynamoChain(dynamo, names.ledgerTable(), names.idsTable(), names.headsTable());
    }
}
