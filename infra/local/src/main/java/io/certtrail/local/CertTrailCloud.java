package io.certtrail.local;

import io.certtrail.aws.tables.TableDefinition;
import io.certtrail.aws.tables.Tables;
import io.certtrail.functions.api.ApiHandler;
import io.certtrail.functions.api.AuthorizerHandler;
import io.certtrail.functions.api.AuthorizerWiring;
import io.certtrail.functions.api.LoginHandler;
import io.certtrail.functions.api.LoginWiring;
import io.certtrail.functions.export.ExportDeadLetterHandler;
import io.certtrail.functions.export.ExportHandler;
import io.certtrail.functions.ledger.DispatcherHandler;
import io.certtrail.functions.ledger.PublisherHandler;
import io.certtrail.functions.ledger.SequencerHandler;
import io.certtrail.functions.ledger.SetupHandler;
import io.certtrail.functions.scan.CanaryHandler;
import io.certtrail.functions.scan.CanaryWiring;
import io.certtrail.functions.scan.RetentionHandler;
import io.certtrail.functions.scan.RetentionWiring;
import io.certtrail.functions.scan.SweepHandler;
import io.certtrail.local.function.Deployment;
import io.certtrail.local.function.FunctionDefinition;
import io.certtrail.local.function.Trigger;
import io.certtrail.local.sqs.QueueDefinition;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** CertTrail as template.yaml describes it. */
final class CertTrailCloud {
    private static final String SETUP = "setup";
    private static final String AUTHORIZER = "authorizer";
    private static final Duration API_TIMEOUT = Duration.ofSeconds(29);
    private static final Duration AUTHORIZER_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(29);
    private static final Duration SETUP_TIMEOUT = Duration.ofMinutes(15);
    private static final Duration SWEEP_TIMEOUT = Duration.ofSeconds(50);
    private static final Duration CANARY_TIMEOUT = Duration.ofMinutes(15);
    private static final Duration RETENTION_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration SEQUENCER_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration PUBLISHER_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration DISPATCHER_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration EXPORT_TIMEOUT = Duration.ofMinutes(15);

    /** Messages an invocation of a queue's function. */
    private static final int BATCH = 10;

    private static final Set<String> EVERY_CHANGE = Set.of("INSERT", "MODIFY", "REMOVE");
    private static final int STREAM_BATCH = 1000;
    private static final int STREAM_RETRIES = 3;
    private static final Duration STREAM_MAXIMUM_AGE = Duration.ofMinutes(10);

    /** Beyond what the pollers ask for, also when an adversary repeats them; a queue's pollers hold it back. */
    private static final int WAKES_AT_ONCE = 20;

    private static final int REQUESTS_AT_ONCE = 200;

    /** Each takes 19 MiB of this process while it hashes, or more as the settings have it. */
    private static final int LOGINS_AT_ONCE = 32;

    private CertTrailCloud() {}

    static CloudDefinition definition() {
        return new CloudDefinition(Tables.ALL, queues(), buckets(), functions(), SETUP);
    }

    private static Map<String, QueueDefinition> queues() {
        return Map.of(
                "SEQUENCE_QUEUE_URL", queue("sequence", SEQUENCER_TIMEOUT, 5),
                "PUBLISH_QUEUE_URL", queue("publish", PUBLISHER_TIMEOUT, 5),
                "DISPATCH_QUEUE_URL", queue("dispatch", DISPATCHER_TIMEOUT, 5),
                "EXPORT_QUEUE_URL", queue("exports", EXPORT_TIMEOUT, 3));
    }

    /** Its visibility timeout is six times its function's (Lambda, "Using Lambda with Amazon SQS"). */
    private static QueueDefinition queue(String name, Duration timeout, int maxReceiveCount) {
        return new QueueDefinition(name, timeout.multipliedBy(6), maxReceiveCount);
    }

    private static Map<String, String> buckets() {
        return Map.of(
                "LOG_BUCKET",
                "log",
                "ARCHIVE_BUCKET",
                "archive",
                "VAULT_BUCKET",
                "vault",
                "EVIDENCE_BUCKET",
                "evidence");
    }

    private static List<FunctionDefinition> functions() {
        return List.of(
                api(),
                authorizer(),
                login(),
                sequencer(),
                publisher(),
                dispatcher(),
                setup(),
                export(),
                exportDead(),
                sweep(),
                canary(),
                retention());
    }

    private static FunctionDefinition api() {
        return new FunctionDefinition(
                "api",
                API_TIMEOUT,
                1024,
                REQUESTS_AT_ONCE,
                (deployment, out) -> new ApiHandler(io.certtrail.functions.api.Wiring.of(
                        deployment.environment(), deployment.clients(), deployment.clock(), deployment.random(), out)),
                List.of(
                        new Trigger.Http(Trigger.Http.DEFAULT, Optional.of(AUTHORIZER)),
                        new Trigger.Http("/health", Optional.empty())));
    }

    private static FunctionDefinition authorizer() {
        return new FunctionDefinition(
                AUTHORIZER,
                AUTHORIZER_TIMEOUT,
                1024,
                REQUESTS_AT_ONCE,
                (deployment, out) -> new AuthorizerHandler(AuthorizerWiring.of(
                        deployment.environment(), deployment.clients(), deployment.clock(), deployment.random(), out)),
                List.of());
    }

    /** At its own paths, and no authorizer before it: whoever signs in shows nothing yet. */
    private static FunctionDefinition login() {
        return new FunctionDefinition(
                "login",
                LOGIN_TIMEOUT,
                1769,
                LOGINS_AT_ONCE,
                (deployment, out) -> new LoginHandler(LoginWiring.of(
                        deployment.environment(),
                        deployment.clients().dynamo(),
                        deployment.clock(),
                        deployment.random(),
                        out)),
                List.of(
                        new Trigger.Http("/api/auth/login", Optional.empty()),
                        new Trigger.Http("/api/auth/password", Optional.empty())));
    }

    private static FunctionDefinition sequencer() {
        return new FunctionDefinition(
                "sequencer",
                SEQUENCER_TIMEOUT,
                1024,
                WAKES_AT_ONCE,
                (deployment, out) -> new SequencerHandler(ledger(deployment, out)),
                List.of(
                        stream(Tables.OUTBOX, Set.of("INSERT"), "sequence-dead"),
                        new Trigger.Queue("sequence", BATCH, 2)));
    }

    private static FunctionDefinition publisher() {
        return new FunctionDefinition(
                "publisher",
                PUBLISHER_TIMEOUT,
                1024,
                WAKES_AT_ONCE,
                (deployment, out) -> new PublisherHandler(ledger(deployment, out)),
                List.of(stream(Tables.LEDGER, EVERY_CHANGE, "publish-dead"), new Trigger.Queue("publish", BATCH, 2)));
    }

    private static FunctionDefinition dispatcher() {
        return new FunctionDefinition(
                "dispatcher",
                DISPATCHER_TIMEOUT,
                512,
                WAKES_AT_ONCE,
                (deployment, out) -> new DispatcherHandler(ledger(deployment, out)),
                List.of(new Trigger.Queue("dispatch", BATCH, 2)));
    }

    private static FunctionDefinition setup() {
        return new FunctionDefinition(
                SETUP,
                SETUP_TIMEOUT,
                512,
                1,
                (deployment, out) -> new SetupHandler(ledger(deployment, out)),
                List.of());
    }

    private static FunctionDefinition export() {
        return new FunctionDefinition(
                "export",
                EXPORT_TIMEOUT,
                2048,
                WAKES_AT_ONCE,
                (deployment, out) -> new ExportHandler(exports(deployment, out)),
                List.of(new Trigger.Queue("exports", 1, 4)));
    }

    private static FunctionDefinition exportDead() {
        return new FunctionDefinition(
                "export-dead",
                EXPORT_TIMEOUT,
                2048,
                WAKES_AT_ONCE,
                (deployment, out) -> new ExportDeadLetterHandler(exports(deployment, out)),
                List.of(new Trigger.Queue("exports-dead", 1, 1)));
    }

    private static FunctionDefinition sweep() {
        return new FunctionDefinition(
                "sweep",
                SWEEP_TIMEOUT,
                512,
                2,
                (deployment, out) -> new SweepHandler(io.certtrail.functions.scan.Wiring.of(
                        deployment.environment(), deployment.clients(), deployment.clock(), deployment.random(), out)),
                List.of(new Trigger.EveryMinute()));
    }

    private static FunctionDefinition canary() {
        return new FunctionDefinition(
                "canary",
                CANARY_TIMEOUT,
                1024,
                1,
                (deployment, out) -> new CanaryHandler(CanaryWiring.of(
                        deployment.environment(), deployment.clients(), deployment.clock(), deployment.random(), out)),
                List.of(new Trigger.EveryDay()));
    }

    private static FunctionDefinition retention() {
        return new FunctionDefinition(
                "retention",
                RETENTION_TIMEOUT,
                512,
                1,
                (deployment, out) -> new RetentionHandler(RetentionWiring.of(
                        deployment.environment(), deployment.clients(), deployment.clock(), deployment.random(), out)),
                List.of(new Trigger.EveryDay()));
    }

    private static Trigger.Stream stream(TableDefinition table, Set<String> changes, String deadLetters) {
        return new Trigger.Stream(table, changes, STREAM_BATCH, STREAM_RETRIES, STREAM_MAXIMUM_AGE, deadLetters);
    }

    private static io.certtrail.functions.ledger.Wiring ledger(Deployment deployment, PrintStream out) {
        return io.certtrail.functions.ledger.Wiring.of(
                deployment.environment(), deployment.clients(), deployment.clock(), deployment.random(), out);
    }

    private static io.certtrail.functions.export.Wiring exports(Deployment deployment, PrintStream out) {
        return io.certtrail.functions.export.Wiring.of(
                deployment.environment(), deployment.clients(), deployment.clock(), deployment.random(), out);
    }
}
