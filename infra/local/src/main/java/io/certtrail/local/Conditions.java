package io.certtrail.local;

import io.certtrail.local.wake.StreamPoller;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What the functions of a local cloud meet, for whoever measures them.
 *
 * @param dynamo what stands between the functions and DynamoDB: gets the embedded client, gives the one that they use
 * @param streams how often the streams of the tables are looked at
 */
public record Conditions(UnaryOperator<DynamoDbClient> dynamo, StreamPoller.Pace streams) {
    /** The embedded services as they are. */
    public static final Conditions PLAIN = new Conditions(UnaryOperator.identity(), StreamPoller.Pace.LOCAL);
}
