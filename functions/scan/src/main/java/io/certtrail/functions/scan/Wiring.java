package io.certtrail.functions.scan;

import io.certtrail.aws.chain.DynamoChain;
import io.certtrail.aws.chain.DynamoOutbox;
import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.config.AwsClients;
import io.certtrail.aws.config.Environment;
import io.certtrail.aws.exports.DynamoExportStore;
import io.certtrail.aws.exports.SqsExportQueue;
import io.certtrail.aws.log.OperatorLog;
import io.certtrail.aws.login.DynamoRefusedLogins;
import io.certtrail.aws.tenants.DynamoTenants;
import io.certtrail.aws.wake.SqsWakes;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.exports.ExportSweep;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.login.LoginEvents;
import io.certtrail.domain.login.RefusedLoginSweep;
import io.certtrail.domain.sweep.Heartbeats;
import io.certtrail.domain.sweep.MinuteSweep;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Puts the sweep together.
 *
 * @param log where reports go
 */
public record Wiring(MinuteSweep sweep, OperatorLog log) {
    /**
     * The functions of a deployment.
     *
     * @param random a cryptographic one
     * @param out the function's log
     */
    public static Wiring of(
            Environment environment, AwsClients clients, Clock clock, RandomGenerator random, PrintStream out) {
        OperatorLog log = new OperatorLog(out, "sweep", clock);
        OutboxTable outbox =
                new OutboxTable(environment.outboxTable(), environment.outboxShards(), new UuidV7(clock, random));
        ExportSweep exports = new ExportSweep(
                new DynamoExportStore(clients.dynamo(), environment.operationsTable(), outbox),
                new SqsExportQueue(
                        clients.sqs(), environment.exportQueueUrl(), message -> log.warning(message, Map.of())),
                clock);
        MinuteSweep sweep = new MinuteSweep(
                new DynamoTenants(clients.dynamo(), environment.operationsTable()),
                new SqsWakes(clients.sqs(), environment),
                exports,
                new Heartbeats(
                        new DynamoChain(
                                clients.dynamo(),
                                environment.ledgerTable(),
                                environment.idsTable(),
                                environment.headsTable()),
                        new DynamoOutbox(clients.dynamo(), outbox),
                        Catalogue.load(),
                        clock),
                new RefusedLoginSweep(
                        new DynamoRefusedLogins(clients.dynamo(), environment.operationsTable(), outbox),
                        new LoginEvents(Catalogue.load(), new UuidV7(clock, random)),
                        clock));
        return new Wiring(sweep, log);
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
