package io.certtrail.functions.api;

import io.certtrail.aws.access.DynamoAccessTokens;
import io.certtrail.aws.chain.DynamoChain;
import io.certtrail.aws.chain.DynamoOutbox;
import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.config.AwsClients;
import io.certtrail.aws.config.Environment;
import io.certtrail.aws.exports.DynamoExportStore;
import io.certtrail.aws.exports.S3EvidenceStore;
import io.certtrail.aws.exports.SqsExportQueue;
import io.certtrail.aws.publish.DynamoSigners;
import io.certtrail.aws.publish.S3LogStore;
import io.certtrail.aws.searches.DynamoSavedSearches;
import io.certtrail.aws.segments.S3ArchiveStore;
import io.certtrail.aws.settings.DynamoSettings;
import io.certtrail.aws.subscriptions.AwsConnections;
import io.certtrail.aws.subscriptions.DynamoSubscriptions;
import io.certtrail.aws.tenants.DynamoTenants;
import io.certtrail.aws.wake.SqsWakes;
import io.certtrail.domain.exports.Format;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.domain.publish.QueuedCheckpoints;
import java.io.PrintStream;
import java.time.Clock;
import java.util.EnumSet;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The ports on DynamoDB, SQS and S3. */
final class AwsPorts {
    private AwsPorts() {}

    static Ports of(
            Environment environment,
            AwsClients clients,
            IdSource ids,
            Clock clock,
            RandomGenerator random,
            PrintStream out) {
        DynamoDbClient dynamo = clients.dynamo();
        OutboxTable outbox = new OutboxTable(environment.outboxTable(), environment.outboxShards(), ids);
        return new Ports(
                new DynamoTenants(dynamo, environment.operationsTable()),
                new DynamoChain(dynamo, environment.ledgerTable(), environment.idsTable(), environment.headsTable()),
                new DynamoOutbox(dynamo, outbox),
                new DynamoAccessTokens(dynamo, environment.operationsTable(), outbox),
                new QueuedCheckpoints(
                        new DynamoSigners(dynamo, environment.headsTable()), new SqsWakes(clients.sqs(), environment)),
                new S3LogStore(clients.s3(), environment.logBucket()),
                new S3ArchiveStore(clients.s3(), environment.archiveBucket()),
                new DynamoExportStore(dynamo, environment.operationsTable(), outbox),
                new SqsExportQueue(clients.sqs(), environment.exportQueueUrl(), out::println),
                new S3EvidenceStore(
                        clients.s3(), clients.presigner(), environment.evidenceBucket(), environment.evidenceKept()),
                environment.makesBundles() ? EnumSet.allOf(Format.class) : EnumSet.of(Format.CSV),
                new DynamoSavedSearches(dynamo, environment.operationsTable()),
                new DynamoSettings(dynamo, environment.operationsTable(), outbox),
                new DynamoSubscriptions(dynamo, environment.operationsTable(), outbox),
                AwsConnections.of(environment),
                IdentityPorts.of(environment, dynamo, outbox, clock, random));
    }
}
