package io.certtrail.functions.api;

import io.certtrail.aws.config.AwsClients;
import io.certtrail.aws.config.Environment;
import io.certtrail.aws.keys.Keys;
import io.certtrail.aws.log.OperatorLog;
import io.certtrail.domain.access.DenialDesk;
import io.certtrail.domain.access.TokenDesk;
import io.certtrail.domain.audit.AuditSearch;
import io.certtrail.domain.audit.AuditStream;
import io.certtrail.domain.audit.Cursors;
import io.certtrail.domain.audit.EntryDesk;
import io.certtrail.domain.audit.EventIntake;
import io.certtrail.domain.audit.ProofDesk;
import io.certtrail.domain.audit.SealedLog;
import io.certtrail.domain.audit.SearchBudget;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.contents.Contents;
import io.certtrail.domain.exports.ExportDesk;
import io.certtrail.domain.exports.ExportEvents;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.domain.ids.RunIds;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.ocsf.OcsfMapping;
import io.certtrail.domain.ocsf.OcsfRecords;
import io.certtrail.domain.publish.CheckpointDesk;
import io.certtrail.domain.retention.ExpiringContents;
import io.certtrail.domain.retention.KeptChain;
import io.certtrail.domain.retention.KeptFrom;
import io.certtrail.domain.retention.Retentions;
import io.certtrail.domain.searches.SearchDesk;
import io.certtrail.domain.segments.Segments;
import io.certtrail.domain.settings.RememberedSettings;
import io.certtrail.domain.settings.SecretSeal;
import io.certtrail.domain.settings.SettingsCatalogue;
import io.certtrail.domain.settings.SettingsDesk;
import io.certtrail.domain.settings.SettingsSource;
import io.certtrail.domain.subscriptions.SubscriptionDesk;
import io.certtrail.domain.tenants.RememberedTenants;
import io.certtrail.domain.time.Pause;
import io.certtrail.domain.version.SoftwareVersion;
import io.certtrail.functions.api.access.ContextAuthentication;
import io.certtrail.functions.api.access.TokenRoutes;
import io.certtrail.functions.api.audit.AuditRoutes;
import io.certtrail.functions.api.audit.CountRoutes;
import io.certtrail.functions.api.audit.ProofRoutes;
import io.certtrail.functions.api.audit.SavedSearchRoutes;
import io.certtrail.functions.api.audit.StreamRoutes;
import io.certtrail.functions.api.documentation.DocumentationRoutes;
import io.certtrail.functions.api.exports.ExportRoutes;
import io.certtrail.functions.api.health.HealthRoute;
import io.certtrail.functions.api.login.LoginRoutes;
import io.certtrail.functions.api.routing.Origins;
import io.certtrail.functions.api.routing.Route;
import io.certtrail.functions.api.routing.RouteTable;
import io.certtrail.functions.api.routing.Router;
import io.certtrail.functions.api.settings.SettingsRoutes;
import io.certtrail.functions.api.subscriptions.SubscriptionRoutes;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Puts the API together. */
public final class Wiring {
    private static final String NAME = "api";

    private final Ports ports;
    private final SettingsCatalogue settings;
    private final SecretSeal seal;
    private final Cursors cursors;
    private final String tenant;
    private final Clock clock;
    private final RandomGenerator random;
    private final Pause pause;
    private final PrintStream log;
    private final Catalogue catalogue = Catalogue.load();
    private final IdSource ids;
    private final IdentityWiring identity;
    private final KeptFrom keptFrom;

    /**
     * The API over some ports.
     *
     * @param settings with the deployment's defaults
     * @param secretKey the deployment's secret
     * @param tenant the deployment's usual one, in whose ledger it stands what nobody known was refused
     * @param random a cryptographic one
     * @param log where errors go, a line each
     */
    public Wiring(
            Ports ports,
            SettingsCatalogue settings,
            byte[] secretKey,
            String tenant,
            Clock clock,
            RandomGenerator random,
            Pause pause,
            PrintStream log) {
        this.ports = ports;
        this.settings = settings;
        Retentions retentions =
                new RememberedSettings(SettingsSource.of(settings, ports.settings()), clock).retentions();
        this.keptFrom = new KeptFrom(retentions, ports.archive(), clock);
        this.seal = new SecretSeal(secretKey, random);
        this.cursors = new Cursors(secretKey);
        this.tenant = tenant;
        this.clock = clock;
        this.random = random;
        this.pause = pause;
        this.log = log;
        this.ids = new UuidV7(clock, random);
        this.identity = new IdentityWiring(ports.identity(), settings, ports.settings(), catalogue, ids, clock, random);
    }

    /** The API on AWS, or on what stands in for it. */
    public static Wiring of(
            Environment environment, AwsClients clients, Clock clock, RandomGenerator random, PrintStream out) {
        Ports ports = AwsPorts.of(environment, clients, new UuidV7(clock, random), clock, random, out);
        byte[] secretKey = new Keys(clients).secret(environment.secretKey());
        return new Wiring(
                ports, environment.settings(), secretKey, environment.defaultTenant(), clock, random, Pause.SLEEP, out);
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

    public Api api() {
        OperatorLog lines = new OperatorLog(log, NAME, clock);
        DenialDesk denials = new DenialDesk(
                ports.outbox(),
                catalogue,
                ids,
                clock,
                tenant,
                e -> lines.error("a refusal could not be recorded", Map.of(), e));
        return new Api(NAME, new Router(table(), new ContextAuthentication(), denials::denied), clock, log);
    }

    /** Every route, those of the function {@code login} too. */
    public RouteTable table() {
        Origins origins = new Origins(new RememberedTenants(ports.tenants(), clock));
        EntryDesk entries = new EntryDesk(contents(), clock, pause);
        List<Route> routes = new ArrayList<>();
        AuditSearch search = search();
        routes.addAll(new AuditRoutes(origins, intake(entries), search, entries, catalogue).routes());
        routes.addAll(new CountRoutes(origins, search, catalogue, clock).routes());
        routes.addAll(new SavedSearchRoutes(new SearchDesk(ports.searches(), clock), catalogue).routes());
        routes.addAll(new StreamRoutes(origins, stream(), ocsf()).routes());
        routes.addAll(new ProofRoutes(origins, entries, proofs()).routes());
        routes.addAll(new ExportRoutes(exports(), catalogue, ports.formats()).routes());
        routes.addAll(new TokenRoutes(tokens()).routes());
        routes.addAll(new SettingsRoutes(origins, settings(), settings).routes());
        routes.addAll(new SubscriptionRoutes(subscriptions()).routes());
        routes.addAll(LoginRoutes.declared());
        routes.addAll(identity.sessionRoutes());
        routes.addAll(identity.userRoutes());
        routes.add(HealthRoute.route());
        routes.addAll(DocumentationRoutes.routes(routes, SoftwareVersion.current()));
        return new RouteTable(routes);
    }

    /** As it may be shown. */
    private ChainReader chain() {
        return new KeptChain(ports.chain(), keptFrom);
    }

    /** The same, wherever it is kept. */
    private Contents contents() {
        return new Contents(ports.chain(), ports.archive(), keptFrom);
    }

    private EventIntake intake(EntryDesk entries) {
        return new EventIntake(catalogue, entries, ports.outbox(), new RunIds(clock, random), clock);
    }

    private AuditSearch search() {
        SealedLog sealed = SearchWiring.sealed(ports, keptFrom, clock, log);
        return new AuditSearch(chain(), sealed, cursors, SearchBudget.DEFAULT, clock);
    }

    private AuditStream stream() {
        return new AuditStream(chain(), new Segments(ports.archive(), keptFrom), SearchBudget.DEFAULT, clock);
    }

    private static OcsfRecords ocsf() {
        return new OcsfRecords(OcsfMapping.load(), SoftwareVersion.current());
    }

    private ProofDesk proofs() {
        return new ProofDesk(new CheckpointDesk(ports.checkpoints(), clock, pause), ports.log());
    }

    private ExportDesk exports() {
        ExportDesk.Ports needed = new ExportDesk.Ports(
                ports.exports(),
                ports.exportQueue(),
                ports.evidence(),
                ports.tenants(),
                contents(),
                ports.outbox(),
                keptFrom);
        return new ExportDesk(needed, new ExportEvents(catalogue, ids), ids, clock, pause);
    }

    private TokenDesk tokens() {
        return new TokenDesk(ports.tokens(), catalogue, ids, clock, random);
    }

    private SubscriptionDesk subscriptions() {
        return new SubscriptionDesk(ports.subscriptions(), ports.connections(), catalogue, ids, clock, random);
    }

    private SettingsDesk settings() {
        ExpiringContents contents = new ExpiringContents(ports.archive(), ports.chain());
        return new SettingsDesk(settings, ports.settings(), seal, contents, catalogue, ids, clock);
    }
}
