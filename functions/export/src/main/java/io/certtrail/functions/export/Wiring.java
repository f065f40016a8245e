package io.certtrail.functions.export;

import io.certtrail.aws.chain.DynamoChain;
import io.certtrail.aws.chain.DynamoOutbox;
import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.config.AwsClients;
import io.certtrail.aws.config.Environment;
import io.certtrail.aws.exports.DynamoExportStore;
import io.certtrail.aws.exports.ReferencedExportKeys;
import io.certtrail.aws.exports.S3EvidenceStore;
import io.certtrail.aws.exports.SqsExportQueue;
import io.certtrail.aws.keys.Keys;
import io.certtrail.aws.log.OperatorLog;
import io.certtrail.aws.publish.DynamoSigners;
import io.certtrail.aws.publish.S3LogStore;
import io.certtrail.aws.segments.S3ArchiveStore;
import io.certtrail.aws.settings.DynamoSettings;
import io.certtrail.aws.wake.SqsWakes;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.contents.Contents;
import io.certtrail.domain.exports.BasisChooser;
import io.certtrail.domain.exports.ExportEvents;
import io.certtrail.domain.exports.ExportKeys;
import io.certtrail.domain.exports.ExportMaker;
import io.certtrail.domain.exports.ExportQueue;
import io.certtrail.domain.exports.ExportRunner;
import io.certtrail.domain.exports.ExportStore;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.publish.CheckpointDesk;
import io.certtrail.domain.publish.LogStore;
import io.certtrail.domain.publish.PublishedHashes;
import io.certtrail.domain.publish.QueuedCheckpoints;
import io.certtrail.domain.retention.KeptFrom;
import io.certtrail.domain.retention.Retentions;
import io.certtrail.domain.segments.ArchiveStore;
import io.certtrail.domain.settings.RememberedSettings;
import io.certtrail.domain.settings.SettingsSource;
import io.certtrail.domain.time.Pause;
import io.certtrail.domain.version.SoftwareVersion;
import io.certtrail.evidence.digest.BouncyDigests;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Puts the functions of this module together.
 *
 * @param log where outcomes go
 */
public record Wiring(ExportRunner runner, Clock clock, OperatorLog log) {
    /**
     * The functions of a deployment.
     *
     * @param random a cryptographic one
     * @param out the function's log
     */
    public static Wiring of(
            Environment environment, AwsClients clients, Clock clock, RandomGenerator random, PrintStream out) {
        OperatorLog log = new OperatorLog(out, "export", clock);
        IdSource ids = new UuidV7(clock, random);
        OutboxTable outbox = new OutboxTable(environment.outboxTable(), environment.outboxShards(), ids);
        ExportStore store = new DynamoExportStore(clients.dynamo(), environment.operationsTable(), outbox);
        ExportQueue queue = new SqsExportQueue(
                clients.sqs(), environment.exportQueueUrl(), message -> log.warning(message, Map.of()));
        ChainReader chain = new DynamoChain(
                clients.dynamo(), environment.ledgerTable(), environment.idsTable(), environment.headsTable());
        ExportRunner runner = new ExportRunner(
                store,
                queue,
                basis(environment, clients, clock, chain, new DynamoOutbox(clients.dynamo(), outbox)),
                maker(environment, clients, clock, outbox, chain, random),
                new ExportEvents(Catalogue.load(), ids),
                ids,
                clock,
                ExportRunner.Settings.DEFAULT);
        return new Wiring(runner, clock, log);
    }

    private static BasisChooser basis(
            Environment environment, AwsClients clients, Clock clock, ChainReader chain, DynamoOutbox outbox) {
        QueuedCheckpoints checkpoints = new QueuedCheckpoints(
                new DynamoSigners(clients.dynamo(), environment.headsTable()),
                new SqsWakes(clients.sqs(), environment));
        CheckpointDesk desk = new CheckpointDesk(checkpoints, clock, Pause.SLEEP);
        return new BasisChooser(chain, outbox, desk, clock, Pause.SLEEP, SoftwareVersion.current());
    }

    private static ExportMaker maker(
            Environment environment,
            AwsClients clients,
            Clock clock,
            OutboxTable outbox,
            ChainReader chain,
            RandomGenerator random) {
        SettingsSource settings = SettingsSource.of(
                environment.settings(), new DynamoSettings(clients.dynamo(), environment.operationsTable(), outbox));
        Retentions retentions = new RememberedSettings(settings, clock).retentions();
        LogStore published = new S3LogStore(clients.s3(), environment.logBucket());
        ExportKeys keys = new ReferencedExportKeys(new Keys(clients), environment.exportKey(), environment.secretKey());
        ArchiveStore archive = new S3ArchiveStore(clients.s3(), environment.archiveBucket());
        return new ExportMaker(
                new Contents(chain, archive, new KeptFrom(retentions, archive, clock)),
                (origin, size) -> PublishedHashes.of(published, origin, size),
                new S3EvidenceStore(
                        clients.s3(), clients.presigner(), environment.evidenceBucket(), environment.evidenceKept()),
                keys,
                new BouncyDigests(),
                Seals.bundles(environment, clients, settings, random));
    }

    /** The functions of this process. */
    static Wiring ofProcess() {
        Environment environment = Environment.ofProcess();
        return of(
                environment,
                AwsClients.fromEnvironment(environment),
                Clock.systemUTC(),
                new SecureRandom(),
                System.out);
    }
}
