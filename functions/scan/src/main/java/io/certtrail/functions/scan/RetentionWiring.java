package io.certtrail.functions.scan;

import io.certtrail.aws.chain.DynamoOutbox;
import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.config.AwsClients;
import io.certtrail.aws.config.Environment;
import io.certtrail.aws.log.OperatorLog;
import io.certtrail.aws.segments.S3ArchiveStore;
import io.certtrail.aws.segments.S3Vault;
import io.certtrail.aws.settings.DynamoSettings;
import io.certtrail.aws.tenants.DynamoTenants;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.retention.Pruner;
import io.certtrail.domain.settings.SettingsSource;
import io.certtrail.domain.tenants.Tenants;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * Puts retention together.
 *
 * @param log where reports go
 */
public record RetentionWiring(Pruner pruner, Tenants tenants, OperatorLog log) {
    /**
     * The function of a deployment.
     *
     * @param random a cryptographic one
     * @param out the function's log
     */
    public static RetentionWiring of(
            Environment environment, AwsClients clients, Clock clock, RandomGenerator random, PrintStream out) {
        OutboxTable outbox =
                new OutboxTable(environment.outboxTable(), environment.outboxShards(), new UuidV7(clock, random));
        SettingsSource settings = SettingsSource.of(
                environment.settings(), new DynamoSettings(clients.dynamo(), environment.operationsTable(), outbox));
        return new RetentionWiring(
                new Pruner(
                        new S3ArchiveStore(clients.s3(), environment.archiveBucket()),
                        new S3Vault(clients.s3(), environment.vaultBucket(), environment.vaultLockMode()),
                        settings.retentions(),
                        new DynamoOutbox(clients.dynamo(), outbox),
                        Catalogue.load(),
                        clock),
                new DynamoTenants(clients.dynamo(), environment.operationsTable()),
                new OperatorLog(out, "retention", clock));
    }

    /** The function of this process. */
    static RetentionWiring ofProcess() {
        Environment environment = Environment.ofProcess();
        return of(
                environment,
                AwsClients.fromEnvironment(environment),
                Clock.systemUTC(),
                new SecureRandom(),
                System.out);
    }
}
