package io.certtrail.bench;

import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.config.Environment;
import io.certtrail.aws.settings.DynamoSettings;
import io.certtrail.aws.tables.Tables;
import io.certtrail.aws.tenants.DynamoTenantRegistry;
import io.certtrail.aws.users.DynamoUsers;
import io.certtrail.bench.login.Times;
import io.certtrail.bench.report.Figure;
import io.certtrail.bench.report.Machine;
import io.certtrail.bench.report.Reach;
import io.certtrail.bench.report.Report;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.ChainEvents;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.settings.Argon2Parameters;
import io.certtrail.domain.settings.SettingsSource;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.users.PasswordRules;
import io.certtrail.domain.users.UserDesk;
import io.certtrail.domain.users.UserEvents;
import io.certtrail.functions.api.LoginHandler;
import io.certtrail.functions.api.LoginWiring;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.local.adversary.Adversary;
import io.certtrail.local.function.FunctionDefinition;
import io.certtrail.local.function.LocalFunction;
import io.certtrail.local.function.Outcome;
import io.certtrail.passwords.Argon2Passwords;
import io.certtrail.testkit.dynamo.EmbeddedDynamo;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Whether the time of a refused login tells if somebody has the name. The function {@code login} as it is deployed, on
 * DynamoDB in this process, at the usual settings: wrong passwords for names that somebody has and that nobody has, in
 * random order, one after the other.
 *
 * <p>Every attempt is really hashed, since none is refused before: a name gets {@value #PER_NAME} attempts, fewer than
 * lock an account, and each attempt comes from an address of its own. An answer other than {@code login_failed} ends the
 * run.
 */
final class LoginBench {
    private static final Origin ORIGIN = new Origin("certtrail.bench", "default", 1);
    private static final int PER_NAME = 4;
    private static final int WARM_UP = 40;
    private static final int REFUSED = 401;
    private static final double NANOS_A_MILLI = 1e6;
    private static final double PERCENT = 100;
    private static final double HALF = 50;
    private static final double LIMIT = 5;
    private static final int TOLD_EACH = 500;

    private final BenchOptions options;
    private final PrintStream progress;
    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private final Environment environment = new Environment(
            Map.of("OUTBOX_TABLE", "outbox", "OPERATIONS_TABLE", "operations", "CERTTRAIL_TENANT", ORIGIN.tenant()));

    LoginBench(BenchOptions options, PrintStream progress) {
        this.options = options;
        this.progress = progress;
    }

    /** @param address of its own */
    private record Attempt(String name, boolean known, int address) {}

    Report run() throws InterruptedException {
        Instant start = clock.instant();
        long seed = options.seed().orElseGet(random::nextLong);
        List<Attempt> warmUp = attempts("first", WARM_UP, 0);
        List<Attempt> attempts = attempts("name", options.logins(), 2 * WARM_UP);
        Collections.shuffle(attempts, new Random(seed));
        Map<String, String> facts = Machine.facts(clock);
        facts.put("seed of the order", Long.toString(seed));
        progress.println("making users, each with a password of its own");
        try (EmbeddedDynamo dynamo = new EmbeddedDynamo()) {
            for (String table : List.of("outbox", "operations")) {
                dynamo.createTable(table, Tables.OPERATIONS.hashKey(), Tables.OPERATIONS.rangeKey(), false);
            }
            Argon2Parameters cost = makeUsers(dynamo.client(), List.of(warmUp, attempts));
            LocalFunction login = function(dynamo.client());
            for (Attempt attempt : warmUp) {
                double _ = millis(login, attempt);
            }
            Times known = new Times();
            Times unknown = new Times();
            for (Attempt attempt : attempts) {
                (attempt.known() ? known : unknown).add(millis(login, attempt));
                int done = known.count() + unknown.count();
                if (done % TOLD_EACH == 0) {
                    progress.printf("%,d of %,d logins%n", done, attempts.size());
                }
            }
            facts.put("took", Duration.between(start, clock.instant()).toSeconds() + " s");
            return report(facts, cost, known, unknown);
        }
    }

    /** As many of both kinds, whose names are of the same length. */
    private static List<Attempt> attempts(String word, int each, int firstAddress) {
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            attempts.add(new Attempt(word + "-a-" + i / PER_NAME, true, firstAddress + 2 * i));
            attempts.add(new Attempt(word + "-b-" + i / PER_NAME, false, firstAddress + 2 * i + 1));
        }
        return attempts;
    }

    private Argon2Parameters makeUsers(DynamoDbClient dynamo, List<List<Attempt>> attempts) {
        UuidV7 ids = new UuidV7(clock, random);
        OutboxTable outbox = new OutboxTable(environment.outboxTable(), environment.outboxShards(), ids);
        Tenant tenant = Tenant.of(ORIGIN);
        new DynamoTenantRegistry(dynamo, environment.operationsTable(), outbox)
                .register(tenant, new ChainEvents(Catalogue.load(), ids, clock).tenantCreated(tenant));
        SettingsSource settings = SettingsSource.of(
                environment.settings(), new DynamoSettings(dynamo, environment.operationsTable(), outbox));
        UserDesk users = new UserDesk(
                new DynamoUsers(dynamo, environment.operationsTable(), outbox),
                new Argon2Passwords(random),
                PasswordRules.load(),
                settings,
                new UserEvents(Catalogue.load(), ids, clock),
                ids,
                clock,
                random);
        UserEvents.By bench = new UserEvents.By(new Actor(Actor.Type.SYSTEM, "bench", "bench"), Client.NONE);
        Set<String> made = new HashSet<>();
        for (Attempt attempt : attempts.stream().flatMap(List::stream).toList()) {
            if (attempt.known() && made.add(attempt.name())) {
                UserDesk.WithPassword _ = users.create(ORIGIN.tenant(), attempt.name(), "", Role.VIEWER, bench);
            }
        }
        return settings.of(ORIGIN.tenant()).argon2();
    }

    private LocalFunction function(DynamoDbClient dynamo) {
        LoginHandler handler = new LoginHandler(LoginWiring.of(environment, dynamo, clock, random, progress));
        FunctionDefinition definition = new FunctionDefinition(
                "login", Duration.ofSeconds(29), 1769, 1, (deployment, log) -> handler, List.of());
        return new LocalFunction(definition, () -> handler, progress, Adversary.none());
    }

    private double millis(LocalFunction login, Attempt attempt) throws InterruptedException {
        byte[] event = event(attempt);
        long start = System.nanoTime();
        Outcome outcome = login.invoke(event);
        double took = (System.nanoTime() - start) / NANOS_A_MILLI;
        if (!(outcome instanceof Outcome.Answered(byte[] payload)
                && JsonReader.parse(payload) instanceof Json.Obj answer
                && Json.of(REFUSED).equals(answer.get("statusCode"))
                && answer.get("body") instanceof Json.Str(String body)
                && body.contains("login_failed"))) {
            throw new IllegalStateException("not answered as a wrong password is: " + attempt + ": " + outcome);
        }
        return took;
    }

    private byte[] event(Attempt attempt) {
        String path = "/api/auth/login";
        int address = attempt.address();
        Json.Obj http = Json.obj()
                .put("method", "POST")
                .put("path", path)
                .put("sourceIp", "10.%d.%d.%d".formatted(address >> 16, address >> 8 & 0xFF, address & 0xFF))
                .build();
        Json.Obj body = Json.obj()
                .put("username", attempt.name())
                .put("password", "not the password of anybody")
                .build();
        return Jcs.bytes(Json.obj()
                .put("version", "2.0")
                .put("rawPath", path)
                .put("rawQueryString", "")
                .put(
                        "headers",
                        Json.obj()
                                .put("content-type", "application/json")
                                .put("user-agent", "bench/1.0")
                                .build())
                .put(
                        "requestContext",
                        Json.obj()
                                .put("requestId", "bench")
                                .put("timeEpoch", clock.millis())
                                .put("http", http)
                                .build())
                .put("body", new String(Jcs.bytes(body), StandardCharsets.UTF_8))
                .put("isBase64Encoded", false)
                .build());
    }

    private Report report(Map<String, String> facts, Argon2Parameters cost, Times known, Times unknown) {
        double ratio = PERCENT * known.median() / unknown.median();
        Times.Auc auc = known.aucOver(unknown);
        String of = "%,d wrong passwords for names that somebody has, and %,d for names that nobody has"
                .formatted(known.count(), unknown.count());
        facts.put("Argon2id", "%d KiB, t=%d, p=%d".formatted(cost.memoryKiB(), cost.iterations(), cost.parallelism()));
        facts.put("DynamoDB", "the embedded one, in this process and in memory");
        facts.put(
                "lockout",
                "as it is deployed, and never met: a name is tried %d times, each time from another address, and each answer was login_failed"
                        .formatted(PER_NAME));
        List<Reach> reaches = List.of(
                Reach.atMost("medians apart, %", LIMIT, Math.abs(ratio - PERCENT), of),
                Reach.atMost(
                        "AUC of telling them apart by time, away from 50 %, points",
                        LIMIT,
                        Math.abs(PERCENT * auc.value() - HALF),
                        "the same; Mann and Whitney's U over all pairs"));
        return new Report(facts, options.quick(), reaches, List.of(), figures(known, unknown, ratio, auc), List.of());
    }

    private static List<Figure> figures(Times known, Times unknown, double ratio, Times.Auc auc) {
        String subject = "Refused logins";
        return List.of(
                new Figure(subject, "a name that somebody has, median", known.median(), "ms", "wrong password"),
                new Figure(subject, "a name that nobody has, median", unknown.median(), "ms", ""),
                new Figure(subject, "ratio of the medians", ratio, "%", "the first to the second"),
                new Figure(
                        subject,
                        "AUC",
                        PERCENT * auc.value(),
                        "%",
                        "50: time tells nothing; over 50: a name that somebody has takes longer"),
                new Figure(subject, "AUC, from", PERCENT * auc.low(), "%", "95 % confidence, DeLong's error"),
                new Figure(subject, "AUC, to", PERCENT * auc.high(), "%", ""));
    }
}
