package io.certtrail.e2e.template;

import static io.certtrail.e2e.template.Template.list;
import static io.certtrail.e2e.template.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.config.Environment;
import io.certtrail.aws.settings.DynamoSettings;
import io.certtrail.aws.tables.Tables;
import io.certtrail.aws.tenants.DynamoTenantRegistry;
import io.certtrail.aws.users.DynamoUsers;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.ChainEvents;
import io.certtrail.domain.ids.UuidV7;
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
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The role of the function login allows what signing in does, and nothing that it doesn't. */
@Timeout(120)
class LoginRoleTest {
    private static final String FUNCTION = "LoginFunction";
    private static final Map<String, String> RESOURCES =
            Map.of("outbox", "OutboxTable", "operations", "OperationsTable");
    private static final Environment ENVIRONMENT =
            new Environment(Map.of("OUTBOX_TABLE", "outbox", "OPERATIONS_TABLE", "operations"));
    private static final String GOOD = "a long enough secret";

    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private final UuidV7 ids = new UuidV7(clock, random);
    private final OutboxTable outbox = new OutboxTable("outbox", 4, ids);

    @Test
    void theRoleAllowsWhatSigningInDoesAndNothingElse() throws Exception {
        Set<CallsSeen.Call> calls;
        try (EmbeddedDynamo dynamo = new EmbeddedDynamo()) {
            for (String table : RESOURCES.keySet()) {
                dynamo.createTable(table, Tables.OPERATIONS.hashKey(), Tables.OPERATIONS.rangeKey(), false);
            }
            calls = signIn(dynamo);
        }
        Template template = Template.read();
        Set<String> granted = new TreeSet<>();
        Set<String> used = new TreeSet<>();
        for (Map<String, Object> statement : template.statements(FUNCTION)) {
            String resource = Template.text(statement.get("Resource")).replaceAll("!GetAtt (\\w+)\\.Arn", "$1");
            if (RESOURCES.containsValue(resource)) {
                for (Object action : list(statement.get("Action"))) {
                    for (String keys : leadingKeys(statement)) {
                        granted.add(action + " " + resource + " " + keys);
                    }
                }
            }
        }
        for (CallsSeen.Call call : calls) {
            List<String> allowing = granted.stream()
                    .filter(grant -> allows(grant.split(" ", -1), call))
                    .toList();
            assertThat(allowing).as("what allows %s", call).isNotEmpty();
            used.addAll(allowing);
        }
        assertThat(used).as("all that is allowed is done").isEqualTo(granted);
    }

    private static boolean allows(String[] grant, CallsSeen.Call call) {
        return grant[0].equals("dynamodb:" + call.action())
                && grant[1].equals(RESOURCES.get(call.table()))
                && (grant[2].endsWith("*")
                        ? call.key().startsWith(grant[2].substring(0, grant[2].length() - 1))
                        : call.key().equals(grant[2]));
    }

    private static List<String> leadingKeys(Map<String, Object> statement) {
        if (!statement.containsKey("Condition")) {
            return List.of("*");
        }
        Map<String, Object> like = map(map(statement.get("Condition")).get("ForAllValues:StringLike"));
        return list(like.get("dynamodb:LeadingKeys")).stream()
                .map(Object::toString)
                .toList();
    }

    /** A good login, a changed password, a name that nobody has, and an administrator who is locked out. */
    private Set<CallsSeen.Call> signIn(EmbeddedDynamo dynamo) throws Exception {
        String first = makeAdministrators(dynamo);
        CallsSeen seen = new CallsSeen(dynamo.client());
        LoginHandler handler = new LoginHandler(LoginWiring.of(ENVIRONMENT, seen, clock, random, System.out));
        LocalFunction login = new LocalFunction(
                new FunctionDefinition("login", Duration.ofSeconds(29), 1769, 1, (d, log) -> handler, List.of()),
                () -> handler,
                System.out,
                Adversary.none());

        Json.Obj opened = post(login, "login", "", credentials("root", first), 200);
        Json.Obj session = (Json.Obj) JsonReader.parse(text(opened, "body").getBytes(StandardCharsets.UTF_8));
        String token = text(session, "token");
        Json.Obj change =
                Json.obj().put("password", first).put("newPassword", GOOD).build();
        Json.Obj _ = post(login, "password", token, change, 204);
        Json.Obj _ = post(login, "login", "", credentials("nobody", GOOD), 401);
        for (int status : new int[] {401, 401, 401, 401, 401, 429}) {
            Json.Obj _ = post(login, "login", "", credentials("ada", "wrong"), status);
        }
        return seen.calls();
    }

    /** @return the password of one of two */
    private String makeAdministrators(EmbeddedDynamo dynamo) {
        Tenant tenant = Tenant.of(new Origin("certtrail.test", "default", 1));
        new DynamoTenantRegistry(dynamo.client(), "operations", outbox)
                .register(tenant, new ChainEvents(Catalogue.load(), ids, clock).tenantCreated(tenant));
        UserDesk users = new UserDesk(
                new DynamoUsers(dynamo.client(), "operations", outbox),
                new Argon2Passwords(random),
                PasswordRules.load(),
                SettingsSource.of(ENVIRONMENT.settings(), new DynamoSettings(dynamo.client(), "operations", outbox)),
                new UserEvents(Catalogue.load(), ids, clock),
                ids,
                clock,
                random);
        UserEvents.By by = new UserEvents.By(new Actor(Actor.Type.SYSTEM, "test", "test"), Client.NONE);
        UserDesk.WithPassword root = users.createFirst("default", "root", by).orElseThrow();
        UserDesk.WithPassword _ = users.create("default", "ada", "", Role.ADMIN, by);
        return root.password();
    }

    private static String text(Json.Obj object, String name) {
        return ((Json.Str) object.member(name)).value();
    }

    private static Json.Obj credentials(String name, String password) {
        return Json.obj()
                .put("username", name)
                .put("password", password)
                .put("as", "token")
                .build();
    }

    private Json.Obj post(LocalFunction login, String what, String token, Json.Obj body, int status) throws Exception {
        Json.Obj http = Json.obj()
                .put("method", "POST")
                .put("path", "/api/auth/" + what)
                .put("sourceIp", "192.0.2.7")
                .build();
        Json.Obj headers = Json.obj()
                .put("content-type", "application/json")
                .put("authorization", "Bearer " + token)
                .build();
        Outcome outcome = login.invoke(Jcs.bytes(Json.obj()
                .put("version", "2.0")
                .put("rawPath", "/api/auth/" + what)
                .put("headers", headers)
                .put(
                        "requestContext",
                        Json.obj().put("requestId", "test").put("http", http).build())
                .put("body", new String(Jcs.bytes(body), StandardCharsets.UTF_8))
                .build()));
        Json.Obj answer = (Json.Obj) JsonReader.parse(((Outcome.Answered) outcome).payload());
        assertThat(answer.member("statusCode")).isEqualTo(Json.of(status));
        return answer;
    }
}
