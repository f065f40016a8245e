package io.certtrail.functions.scan;

import io.certtrail.aws.chain.DynamoChain;
import io.certtrail.aws.chain.DynamoOutbox;
import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.config.AwsClients;
import io.certtrail.aws.config.Environment;
import io.certtrail.aws.keys.Keys;
import io.certtrail.aws.log.OperatorLog;
import io.certtrail.aws.publish.DynamoCanary;
import io.certtrail.aws.publish.S3LogStore;
import io.certtrail.aws.segments.S3ArchiveStore;
import io.certtrail.aws.settings.DynamoSettings;
import io.certtrail.aws.tenants.DynamoTenants;
import io.certtrail.domain.canary.Canary;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.contents.Contents;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.integrity.IntegrityEvents;
import io.certtrail.domain.retention.KeptFrom;
import io.certtrail.domain.retention.Retentions;
import io.certtrail.domain.segments.ArchiveStore;
import io.certtrail.domain.settings.RememberedSettings;
import io.certtrail.domain.settings.SettingsSource;
import io.certtrail.domain.tenants.Tenants;
import io.certtrail.ledger.checkpoint.NoteSigner;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Puts the canary together.
 *
 * @param log where reports go
 */
public record CanaryWiring(Canary canary, IntegrityEvents events, Tenants tenants, OperatorLog log, Clock clock) {
    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 366;

    /**
     * The function of a deployment. Setting {@code CANARY_DAYS}: in how many daily runs the whole log is read.
     *
     * @param random a cryptographic one
     * @param out the function's log
     */
    public static CanaryWiring of(
            Environment environment, AwsClients clients, Clock clock, RandomGenerator random, PrintStream out) {
        DynamoChain chain = new DynamoChain(
                clients.dynamo(), environment.ledgerTable(), environment.idsTable(), environment.headsTable());
        Function<String, List<NoteSigner>> keys = new Keys(clients).signers(environment.checkpointKeys());
        OutboxTable outbox =
                new OutboxTable(environment.outboxTable(), environment.outboxShards(), new UuidV7(clock, random));
        SettingsSource settings = SettingsSource.of(
                environment.settings(), new DynamoSettings(clients.dynamo(), environment.operationsTable(), outbox));
        Retentions retentions = new RememberedSettings(settings, clock).retentions();
        ArchiveStore archive = new S3ArchiveStore(clients.s3(), environment.archiveBucket());
        Contents contents = new Contents(chain, archive, new KeptFrom(retentions, archive, clock));
        Canary canary = new Canary(
                contents,
                new S3LogStore(clients.s3(), environment.logBucket()),
                new DynamoCanary(clients.dynamo(), environment.headsTable()),
                origin -> keys.apply(origin.text()).stream()
                        .map(NoteSigner::verifierKey)
                        .toList(),
                environment.number("CANARY_DAYS", USUAL_DAYS, 1, MOST_DAYS));
        return new CanaryWiring(
                canary,
                new IntegrityEvents(Catalogue.load(), new DynamoOutbox(clients.dynamo(), outbox), chain, clock),
                new DynamoTenants(clients.dynamo(), environment.operationsTable()),
                new OperatorLog(out, "canary", clock),
                clock);
    }

    /** The function of this process. */
    static CanaryWiring ofProcess() {
        Environment environment = Environment.ofProcess();
        return of(
                environment,
                AwsClients.fromEnvironment(environment),
                Clock.systemUTC(),
                new SecureRandom(),
                System.out);
    }
}
