package io.certtrail.functions.api;

import io.certtrail.aws.access.DynamoTokenReader;
import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.config.AwsClients;
import io.certtrail.aws.config.Environment;
import io.certtrail.aws.login.DynamoSessions;
import io.certtrail.aws.oidc.DynamoExternalUsers;
import io.certtrail.aws.settings.DynamoSettings;
import io.certtrail.aws.users.DynamoUsers;
import io.certtrail.domain.access.Credentials;
import io.certtrail.domain.access.TokenResolver;
import io.certtrail.domain.access.TokenUse;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.login.LoginEvents;
import io.certtrail.domain.login.SessionResolver;
import io.certtrail.domain.login.Sessions;
import io.certtrail.domain.settings.RememberedSettings;
import io.certtrail.domain.settings.SettingsCatalogue;
import io.certtrail.domain.settings.SettingsSource;
import io.certtrail.functions.api.access.Authenticator;
import io.certtrail.functions.api.access.Authorizer;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Puts the authorizer together. */
public final class AuthorizerWiring {
    private AuthorizerWiring() {}

    /**
     * The authorizer over some ports.
     *
     * @param aside runs what nobody waits for
     */
    public static Authorizer of(
            AuthorizerPorts ports, SettingsCatalogue settings, IdSource ids, Clock clock, Executor aside) {
        SettingsSource remembered = new RememberedSettings(SettingsSource.of(settings, ports.settings()), clock);
        Sessions sessions = new Sessions(
                ports.sessions(), ports.users(), remembered, new LoginEvents(Catalogue.load(), ids), clock);
        Credentials credentials = new Credentials(
                new TokenResolver(ports.tokens(), clock),
                new SessionResolver(sessions),
                OidcWiring.resolver(
                        ports.settings(),
                        ports.externalUsers(),
                        ports.signatures(),
                        settings,
                        Catalogue.load(),
                        ids,
                        clock));
        return new Authorizer(new Authenticator(credentials), new TokenUse(ports.tokens(), clock, aside));
    }

    /** The authorizer on AWS, or on what stands in for it. */
    public static Authorizer of(
            Environment environment, AwsClients clients, Clock clock, RandomGenerator random, PrintStream out) {
        DynamoDbClient dynamo = clients.dynamo();
        IdSource ids = new UuidV7(clock, random);
        OutboxTable outbox = new OutboxTable(environment.outboxTable(), environment.outboxShards(), ids);
        AuthorizerPorts ports = new AuthorizerPorts(
                new DynamoTokenReader(dynamo, environment.operationsTable()),
                new DynamoSettings(dynamo, environment.operationsTable(), outbox),
                new DynamoExternalUsers(dynamo, environment.operationsTable(), outbox),
                OidcWiring.signatures(environment.standsIn(), clock, out),
                new DynamoSessions(dynamo, environment.operationsTable(), outbox),
                new DynamoUsers(dynamo, environment.operationsTable(), outbox));
        return of(
                ports,
                environment.settings(),
                ids,
                clock,
                task -> Thread.ofVirtual().name("aside").start(task));
    }

    static Authorizer ofProcess() {
        Environment environment = Environment.ofProcess();
        return of(
                environment,
                AwsClients.fromEnvironment(environment),
                Clock.systemUTC(),
                new SecureRandom(),
                System.out);
    }
}
