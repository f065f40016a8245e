package io.certtrail.local;

import io.certtrail.aws.config.Environment;
import io.certtrail.domain.access.TokenText;
import io.certtrail.domain.chain.BlockLife;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.local.adversary.Adversary;
import io.certtrail.local.data.DataFolder;
import io.certtrail.local.data.PrivateFile;
import io.certtrail.local.function.Arns;
import io.certtrail.local.function.Deployment;
import io.certtrail.local.function.FunctionDefinition;
import io.certtrail.local.function.FunctionLog;
import io.certtrail.local.function.LocalFunction;
import io.certtrail.local.function.Outcome;
import io.certtrail.local.function.Trigger;
import io.certtrail.local.http.HttpRoute;
import io.certtrail.local.wake.Bookmarks;
import io.certtrail.local.wake.DeadLetterQueue;
import io.certtrail.local.wake.Poller;
import io.certtrail.local.wake.Pollers;
import io.certtrail.local.wake.QueuePoller;
import io.certtrail.local.wake.Schedule;
import io.certtrail.local.wake.StreamPoller;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The functions of a definition, deployed on local services. */
final class LocalFunctions {
    private static final Clock CLOCK = Clock.systemUTC();

    private final CloudDefinition definition;
    private final LocalServices services;
    private final DataFolder data;
    private final Adversary adversary;
    private final Conditions conditions;
    private final Environment environment;
    private final RandomGenerator random;
    private final Map<String, LocalFunction> functions = new LinkedHashMap<>();

    LocalFunctions(
            CloudDefinition definition,
            LocalServices services,
            DataFolder data,
            RandomGenerator random,
            Adversary adversary,
            Conditions conditions) {
        this.definition = definition;
        this.services = services;
        this.data = data;
        this.adversary = adversary;
        this.conditions = conditions;
        this.random = random;
        this.environment = new Environment(variables());
        Deployment deployment = deployment(adversary);
        for (FunctionDefinition function : definition.functions()) {
            functions.put(
                    function.name(),
                    LocalFunction.deploy(
                            function, deployment, FunctionLog.open(data.logs(), function.name()), adversary));
        }
    }

    private Deployment deployment(Adversary between) {
        return new Deployment(environment, services.forFunctions(between, conditions), CLOCK, random);
    }

    private Map<String, String> variables() {
        Map<String, String> variables = services.environment(definition);
        variables.put("AWS_REGION", Arns.REGION);
        variables.put("CERTTRAIL_STANDS_IN", "local");
        // A laptop may lie still for long, and nothing seals or writes meanwhile: its blocks wait as long as they can.
        variables.put("BLOCK_DAYS", String.valueOf(BlockLife.MOST_DAYS));
        variables.put("CERTTRAIL_LOG_NAME", LocalCloud.ORIGIN.logName());
        variables.put("CERTTRAIL_TENANT", LocalCloud.ORIGIN.tenant());
        variables.put("CHECKPOINT_KEY", "file:" + data.checkpointKey());
        if (Files.exists(data.nextCheckpointKey())) {
            variables.put("NEXT_CHECKPOINT_KEY", "file:" + data.nextCheckpointKey());
        }
        variables.put("EXPORT_KEY", "file:" + data.exportKey());
        variables.put("SEAL_KEY", "file:" + data.sealKey());
        variables.put("EVIDENCE_BUNDLES", "on");
        variables.put("SECRET_KEY", "file:" + data.secretKey());
        return variables;
    }

    /**
     * Invokes the set-up function, unless an earlier start has; whether this one did.
     *
     * @throws IOException if it fails
     */
    boolean setUp(TokenText adminToken) throws IOException, InterruptedException {
        if (Files.exists(data.ready())) {
            return false;
        }
        byte[] answer = setUp(Jcs.text(Json.obj()
                .put("adminTokenHash", adminToken.hash())
                .put("adminUser", "admin")
                .build()));
        if (JsonReader.parse(answer) instanceof Json.Obj told
                && told.get("admin") instanceof Json.Obj admin
                && admin.get("password") instanceof Json.Str(String password)) {
            PrivateFile.write(data.adminPassword(), password + "\n");
        }
        PrivateFile.write(data.ready(), CLOCK.instant() + "\n");
        return true;
    }

    /**
     * Invokes the set-up function, and gives its answer. No adversary comes in between.
     *
     * @throws IOException if it fails
     */
    byte[] setUp(String payload) throws IOException, InterruptedException {
        FunctionDefinition function = definition.functions().stream()
                .filter(one -> one.name().equals(definition.setup()))
                .findFirst()
                .orElseThrow(() -> new IOException("there is no function " + definition.setup()));
        LocalFunction setup = LocalFunction.deploy(
                function,
                deployment(Adversary.none()),
                FunctionLog.open(data.logs(), function.name()),
                Adversary.none());
        return switch (setup.invoke(payload.getBytes(StandardCharsets.UTF_8))) {
            case Outcome.Answered(byte[] answer) -> answer;
            case Outcome.Failed(String requestId, String type, String message) ->
                throw new IOException("the set-up failed: " + message);
            default ->
                throw new IOException("the set-up failed; " + data.logs().resolve(function.name() + ".log")
                        + " says why. Start again, with --fresh if it stays so");
        };
    }

    /** What stands behind the HTTP front. */
    List<HttpRoute> http() {
        List<HttpRoute> routes = new ArrayList<>();
        for (FunctionDefinition function : definition.functions()) {
            for (Trigger trigger : function.triggers()) {
                if (trigger instanceof Trigger.Http http) {
                    routes.add(new HttpRoute(
                            http.path(),
                            named(function.name()),
                            http.authorizer().map(this::named)));
                }
            }
        }
        return routes;
    }

    private LocalFunction named(String name) {
        LocalFunction function = functions.get(name);
        if (function == null) {
            throw new IllegalStateException("there is no function " + name);
        }
        return function;
    }

    /** Starts everything that wakes a function. */
    Pollers wake(Duration period, PrintStream log) {
        Pollers pollers = new Pollers(log);
        for (FunctionDefinition function : definition.functions()) {
            for (Trigger trigger : function.triggers()) {
                wake(pollers, named(function.name()), trigger, period, log);
            }
        }
        return pollers;
    }

    private void wake(Pollers pollers, LocalFunction function, Trigger trigger, Duration period, PrintStream log) {
        switch (trigger) {
            case Trigger.Http http -> {}
            case Trigger.EveryMinute minute ->
                pollers.start(
                        function.name() + "-schedule", new Schedule(function, Duration.ZERO, period, adversary, CLOCK));
            case Trigger.EveryDay day ->
                pollers.start(
                        function.name() + "-schedule",
                        new Schedule(
                                function,
                                period.multipliedBy(Trigger.EveryDay.FIRST),
                                period.multipliedBy(Trigger.EveryDay.PERIOD),
                                adversary,
                                CLOCK));
            case Trigger.Queue queue -> {
                Poller poller = new QueuePoller(
                        function, services.queueClient(), services.queueUrl(queue.queue()), queue, adversary, log);
                for (int i = 0; i < queue.pollers(); i++) {
                    pollers.start(queue.queue() + "-queue-" + i, poller);
                }
            }
            case Trigger.Stream stream -> pollers.start(function.name() + "-stream", stream(function, stream));
        }
    }

    private StreamPoller stream(LocalFunction function, Trigger.Stream trigger) {
        return new StreamPoller(
                function,
                services.streams(),
                services.streamArn(definition, trigger.table()),
                trigger,
                Bookmarks.onFile(data.streams().resolve(function.name())),
                new DeadLetterQueue(
                        services.queueClient(), services.queueUrl(trigger.deadLetters()), function.name(), CLOCK),
                adversary,
                conditions.streams(),
                CLOCK);
    }
}
