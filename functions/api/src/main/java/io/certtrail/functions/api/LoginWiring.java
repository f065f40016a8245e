package io.certtrail.functions.api;

import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.config.AwsClients;
import io.certtrail.aws.config.Environment;
import io.certtrail.aws.settings.DynamoSettings;
import io.certtrail.aws.tenants.DynamoTenants;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.settings.SettingsCatalogue;
import io.certtrail.domain.settings.SettingsStore;
import io.certtrail.domain.tenants.Tenants;
import io.certtrail.functions.api.access.ContextAuthentication;
import io.certtrail.functions.api.routing.RouteTable;
import io.certtrail.functions.api.routing.Router;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Puts the function {@code login} together: two routes, with nothing of the ledger and no secret of the deployment's. */
public final class LoginWiring {
    private final RouteTable table;
    private final Clock clock;
    private final PrintStream log;

    /**
     * The function over some ports.
     *
     * @param definitions the settings that there are, with the deployment's defaults
     * @param usualTenant whose login it is if none is named
     * @param random a cryptographic one
     * @param log where errors go, a line each
     */
    public LoginWiring(
            IdentityPorts ports,
            SettingsStore settings,
            Tenants tenants,
            SettingsCatalogue definitions,
            String usualTenant,
            Clock clock,
            RandomGenerator random,
            PrintStream log) {
        IdentityWiring identity = new IdentityWiring(
                ports, definitions, settings, Catalogue.load(), new UuidV7(clock, random), clock, random);
        this.table = new RouteTable(identity.loginRoutes(tenants, usualTenant));
        this.clock = clock;
        this.log = log;
    }

    /** The function on AWS, or on what stands in for it. */
    public static LoginWiring of(
            Environment environment, DynamoDbClient dynamo, Clock clock, RandomGenerator random, PrintStream log) {
        OutboxTable outbox =
                new OutboxTable(environment.outboxTable(), environment.outboxShards(), new UuidV7(clock, random));
        return new LoginWiring(
                IdentityPorts.of(environment, dynamo, outbox, clock, random),
                new DynamoSettings(dynamo, environment.operationsTable(), outbox),
                new DynamoTenants(dynamo, environment.operationsTable()),
                environment.settings(),
                environment.defaultTenant(),
                clock,
                random,
                log);
    }

    static LoginWiring ofProcess() {
        Environment environment = Environment.ofProcess();
        return of(
                environment,
                AwsClients.fromEnvironment(environment).dynamo(),
                Clock.systemUTC(),
                new SecureRandom(),
                System.out);
    }

    Api api() {
        // No route here asks who calls; one that did would be shut, since no authorizer stands before this function.
        return new Api("login", new Router(table, new ContextAuthentication(), _ -> {}), clock, log);
    }

    /** What it answers. */
    public RouteTable table() {
        return table;
    }
}
