package io.certtrail.functions.ledger;

import io.certtrail.aws.access.DynamoAccessTokens;
import io.certtrail.aws.chain.DynamoChain;
import io.certtrail.aws.chain.DynamoLease;
import io.certtrail.aws.chain.DynamoOutbox;
import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.config.AwsClients;
import io.certtrail.aws.config.Environment;
import io.certtrail.aws.keys.Keys;
import io.certtrail.aws.login.DynamoLogins;
import io.certtrail.aws.login.DynamoRefusedLogins;
import io.certtrail.aws.publish.DynamoCursors;
import io.certtrail.aws.publish.DynamoSigners;
import io.certtrail.aws.publish.S3LogStore;
import io.certtrail.aws.segments.S3ArchiveStore;
import io.certtrail.aws.settings.DynamoSettings;
import io.certtrail.aws.tenants.DynamoTenantRegistry;
import io.certtrail.aws.tenants.DynamoTenants;
import io.certtrail.aws.users.DynamoUsers;
import io.certtrail.aws.wake.SqsWakes;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.Aside;
import io.certtrail.domain.chain.BlockWriter;
import io.certtrail.domain.chain.ChainEvents;
import io.certtrail.domain.chain.ChainOpener;
import io.certtrail.domain.chain.Sequencer;
import io.certtrail.domain.contents.Contents;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.integrity.IntegrityEvents;
import io.certtrail.domain.login.LoginDesk;
import io.certtrail.domain.login.LoginEvents;
import io.certtrail.domain.publish.Dispatcher;
import io.certtrail.domain.publish.Publisher;
import io.certtrail.domain.publish.SigningBudget;
import io.certtrail.domain.restore.Incarnations;
import io.certtrail.domain.retention.KeptFrom;
import io.certtrail.domain.retention.Retentions;
import io.certtrail.domain.segments.ArchiveStore;
import io.certtrail.domain.segments.SegmentKeeper;
import io.certtrail.domain.settings.RememberedSettings;
import io.certtrail.domain.settings.SettingsSource;
import io.certtrail.domain.tenants.Tenants;
import io.certtrail.domain.time.Pause;
import io.certtrail.domain.users.PasswordRules;
import io.certtrail.domain.users.UserDesk;
import io.certtrail.domain.users.UserEvents;
import io.certtrail.domain.wake.Wakes;
import io.certtrail.ledger.checkpoint.NoteSigner;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.passwords.Argon2Passwords;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Puts the functions of this module together; each asks the environment for what it needs alone, since none of them is
 * given more.
 */
public final class Wiring {
    private static final int MOST_BURST = 10_000;
    private static final int MOST_SECONDS = 86_400;

    private final Environment environment;
    private final AwsClients clients;
    private final Clock clock;
    private final RandomGenerator random;
    private final PrintStream out;
    private final IdSource ids;

    private Wiring(Environment environment, AwsClients clients, Clock clock, RandomGenerator random, PrintStream out) {
        this.environment = environment;
        this.clients = clients;
        this.clock = clock;
        this.random = random;
        this.out = out;
        this.ids = new UuidV7(clock, random);
    }

    /**
     * The functions on AWS, or what stands in for it.
     *
     * @param random a cryptographic one
     * @param out where entries and failures go, a line each
     */
    public static Wiring of(
            Environment environment, AwsClients clients, Clock clock, RandomGenerator random, PrintStream out) {
        return new Wiring(environment, clients, clock, random, out);
    }

    static Wiring ofProcess() {
        Environment environment = Environment.ofProcess();
        return of(
                environment,
                AwsClients.fromEnvironment(environment),
                Clock.systemUTC(),
                new SecureRandom(),
                System.out);
    }

    Workers workers() {
        return new Workers(tenants(), out, clock);
    }

    Tenants tenants() {
        return new DynamoTenants(clients.dynamo(), environment.operationsTable());
    }

    Wakes wakes() {
        return new SqsWakes(clients.sqs(), environment);
    }

    Sequencer sequencer() {
        BlockWriter writer = new BlockWriter(
                chain(),
                new DynamoOutbox(clients.dynamo(), outbox()),
                events(),
                clock,
                random,
                Pause.SLEEP,
                Aside.on(Thread::startVirtualThread));
        DynamoLease lease = new DynamoLease(clients.dynamo(), environment.headsTable(), clock);
        return new Sequencer(writer, lease, wakes(), ids, clock);
    }

    Publisher publisher() {
        Function<String, List<NoteSigner>> keys = new Keys(clients).signers(environment.checkpointKeys());
        return new Publisher(
                chain(),
                new S3LogStore(clients.s3(), environment.logBucket()),
                new DynamoSigners(clients.dynamo(), environment.headsTable()),
                origin -> keys.apply(origin.text()),
                budget(),
                wakes(),
                clock);
    }

    SegmentKeeper keeper(Publisher publisher) {
        SettingsSource settings = SettingsSource.of(
                environment.settings(), new DynamoSettings(clients.dynamo(), environment.operationsTable(), outbox()));
        Retentions retentions = new RememberedSettings(settings, clock).retentions();
        ArchiveStore archive = new S3ArchiveStore(clients.s3(), environment.archiveBucket());
        Function<Origin, Instant> keptFrom = origin -> retentions.keptFrom(origin.tenant(), clock);
        return new SegmentKeeper(
                chain(),
                archive,
                new S3LogStore(clients.s3(), environment.logBucket()),
                publisher::shown,
                keptFrom,
                wakes(),
                new SearchIndexes(archive, new KeptFrom(retentions, archive, clock), out, clock));
    }

    /** The ledger that is meant where none is named. */
    Origin defaultOrigin() {
        return new Origin(environment.logName(), environment.defaultTenant(), 1);
    }

    IntegrityEvents integrity() {
        return new IntegrityEvents(Catalogue.load(), new DynamoOutbox(clients.dynamo(), outbox()), chain(), clock);
    }

    /** Settings {@code SIGNING_BURST}, {@code SIGNING_GAP_SECONDS} and {@code SIGNING_REFILL_SECONDS}. */
    private SigningBudget budget() {
        SigningBudget usual = SigningBudget.DEFAULT;
        return new SigningBudget(
                environment.number("SIGNING_BURST", usual.burst(), 1, MOST_BURST),
                seconds("SIGNING_GAP_SECONDS", usual.gap(), 0),
                seconds("SIGNING_REFILL_SECONDS", usual.refill(), 1));
    }

    private Duration seconds(String name, Duration usual, int least) {
        return Duration.ofSeconds(environment.number(name, Math.toIntExact(usual.toSeconds()), least, MOST_SECONDS));
    }

    Dispatcher dispatcher() {
        return new Dispatcher(chain(), new DynamoCursors(clients.dynamo(), environment.headsTable()), wakes(), out);
    }

    SetUp setUp() {
        return new SetUp(
                environment,
                opener(),
                new FirstToken(
                        new DynamoAccessTokens(clients.dynamo(), environment.operationsTable(), outbox()),
                        Catalogue.load(),
                        ids,
                        clock),
                administrators(),
                new Keys(clients));
    }

    private Administrators administrators() {
        String operations = environment.operationsTable();
        Catalogue catalogue = Catalogue.load();
        DynamoUsers users = new DynamoUsers(clients.dynamo(), operations, outbox());
        Argon2Passwords passwords = new Argon2Passwords(random);
        SettingsSource settings =
                SettingsSource.of(environment.settings(), new DynamoSettings(clients.dynamo(), operations, outbox()));
        LoginDesk logins = new LoginDesk(
                new LoginDesk.Ports(
                        new DynamoLogins(clients.dynamo(), operations, outbox(), clock),
                        new DynamoRefusedLogins(clients.dynamo(), operations, outbox()),
                        passwords,
                        settings),
                new LoginEvents(catalogue, ids),
                ids,
                clock,
                random);
        UserDesk desk = new UserDesk(
                users,
                passwords,
                PasswordRules.load(),
                settings,
                new UserEvents(catalogue, ids, clock),
                ids,
                clock,
                random);
        return new Administrators(users, desk, logins);
    }

    KeyRotation keyRotation() {
        return new KeyRotation(
                new Keys(clients).signers(environment.checkpointKeys()),
                tenants(),
                new DynamoOutbox(clients.dynamo(), outbox()),
                events(),
                clock);
    }

    Incarnations incarnations() {
        Function<String, List<NoteSigner>> keys = new Keys(clients).signers(environment.checkpointKeys());
        return new Incarnations(
                opener(),
                new Contents(
                        chain(), new S3ArchiveStore(clients.s3(), environment.archiveBucket()), origin -> Instant.MIN),
                tenants(),
                new DynamoOutbox(clients.dynamo(), outbox()),
                new S3LogStore(clients.s3(), environment.logBucket()),
                origin -> keys.apply(origin.text()).stream()
                        .map(NoteSigner::verifierKey)
                        .toList());
    }

    private ChainOpener opener() {
        DynamoTenantRegistry registry =
                new DynamoTenantRegistry(clients.dynamo(), environment.operationsTable(), outbox());
        return new ChainOpener(chain(), registry, events(), clock, random);
    }

    private DynamoChain chain() {
        return new DynamoChain(
                clients.dynamo(),
                environment.ledgerTable(),
                environment.idsTable(),
                environment.headsTable(),
                environment.blockLife());
    }

    private OutboxTable outbox() {
        return new OutboxTable(environment.outboxTable(), environment.outboxShards(), ids);
    }

    private ChainEvents events() {
        return new ChainEvents(Catalogue.load(), ids, clock);
    }
}
