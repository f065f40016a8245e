package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.certtrail.domain.access.AccessToken;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.access.TokenText;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.BlockWriter;
import io.certtrail.domain.chain.ChainEvents;
import io.certtrail.domain.chain.ChainOpener;
import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.domain.chain.Sequencer;
import io.certtrail.domain.exports.Format;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.oidc.SignatureCheck;
import io.certtrail.domain.publish.Publisher;
import io.certtrail.domain.publish.QueuedCheckpoints;
import io.certtrail.domain.publish.SigningBudget;
import io.certtrail.domain.retention.Retention;
import io.certtrail.domain.segments.Sealer;
import io.certtrail.domain.segments.Segment;
import io.certtrail.domain.settings.SettingsCatalogue;
import io.certtrail.domain.settings.SettingsSource;
import io.certtrail.domain.settings.StoredSettings;
import io.certtrail.domain.subscriptions.ConnectionStep;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.users.PasswordRules;
import io.certtrail.domain.users.UserDesk;
import io.certtrail.domain.users.UserEvents;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.functions.api.routing.RouteTable;
import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.checkpoint.NoteSigner;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.testkit.access.MemoryAccessTokens;
import io.certtrail.testkit.chain.DroppingChain;
import io.certtrail.testkit.chain.MemoryChain;
import io.certtrail.testkit.chain.MemoryLease;
import io.certtrail.testkit.chain.MemoryOutbox;
import io.certtrail.testkit.chain.MemoryTenants;
import io.certtrail.testkit.chain.WakeLog;
import io.certtrail.testkit.exports.MemoryEvidenceStore;
import io.certtrail.testkit.exports.MemoryExportQueue;
import io.certtrail.testkit.exports.MemoryExportStore;
import io.certtrail.testkit.oidc.MemoryExternalUsers;
import io.certtrail.testkit.publish.MemoryLogStore;
import io.certtrail.testkit.publish.MemorySigners;
import io.certtrail.testkit.searches.MemorySavedSearches;
import io.certtrail.testkit.segments.MemoryArchiveStore;
import io.certtrail.testkit.settings.MemorySettings;
import io.certtrail.testkit.subscriptions.MemorySubscriptions;
import io.certtrail.testkit.time.MovableClock;
import io.certtrail.testkit.users.MemoryUsers;
import io.certtrail.testkit.users.PlainPasswords;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The API over stores in memory, driven through its handler with the events that API Gateway sends. Every answer is held
 * to what its route declares.
 */
final class TestApi {
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final String TENANT = "default";
    static final Set<String> REFUSALS = Set.of("auth.access.denied", "audit.ingest.rejected");
    static final Origin ORIGIN = new Origin("certtrail.test", TENANT, 1);

    final MovableClock clock = new MovableClock(START);
    final SecureRandom random = new SecureRandom();
    final IdSource ids = new UuidV7(clock, random);
    final Catalogue catalogue = Catalogue.load();
    final MemoryChain chain = new MemoryChain();

    /** The chain as it is read: some of its blocks may be gone. */
    final DroppingChain read = new DroppingChain(chain);

    final MemoryOutbox outbox = new MemoryOutbox(clock);
    final MemoryTenants tenants = new MemoryTenants();
    final MemoryAccessTokens tokens = new MemoryAccessTokens(outbox);
    final MemoryExportStore exports = new MemoryExportStore(outbox::record);
    final MemoryUsers people = new MemoryUsers(outbox);
    final MemoryExportQueue exportQueue = new MemoryExportQueue();
    final MemoryEvidenceStore evidence = new MemoryEvidenceStore();
    final MemoryLogStore logStore = new MemoryLogStore();
    private Retention retention = new Retention(Retention.MOST_DAYS, null);
    final MemorySettings settings = new MemorySettings(outbox);

    /** What a test of a connection finds. */
    final List<ConnectionStep> connections = new ArrayList<>();

    SignatureCheck signatures = (jwt, issuer, keys) -> {
        throw new AssertionError("no signature was to be looked at");
    };
    public final MemoryArchiveStore archive = new MemoryArchiveStore();
    final MemorySigners signers = new MemorySigners();
    final QueuedCheckpoints checkpoints = new QueuedCheckpoints(signers, new WakeLog());
    final NoteSigner signer = Ed25519Signer.of(ORIGIN.text(), new byte[32]);
    final ByteArrayOutputStream log = new ByteArrayOutputStream();

    private final ChainEvents chainEvents = new ChainEvents(catalogue, ids, clock);
    private final Sequencer sequencer = new Sequencer(
            new BlockWriter(chain, outbox, chainEvents, clock, random, _ -> {}),
            new MemoryLease(clock),
            new WakeLog(),
            ids,
            clock);
    private final Publisher publisher =
            new Publisher(chain, logStore, signers, _ -> List.of(signer), SigningBudget.DEFAULT, new WakeLog(), clock);

    /** What happens elsewhere while a request waits. */
    private Runnable meanwhile = () -> {};

    private final ApiHandler handler;
    private final AuthorizerHandler authorizer;
    private final LoginHandler login;
    private final RouteTable table;
    private final RouteTable loginTable;
    private final Map<Role, String> tokenTexts = new HashMap<>();

    Retention retention() {
        return retention;
    }

    Instant keptFrom() {
        return retention.firstDay(clock.instant()).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    TestApi() {
        this(ports -> ports);
    }

    /** The same ports, of a deployment with these formats of exports. */
    static Ports with(Ports ports, Set<Format> formats) {
        return ChangedPorts.with(ports, Set.class, formats);
    }

    /** The API with some of its ports replaced. */
    TestApi(java.util.function.UnaryOperator<Ports> change) {
        Ports ports = change.apply(new Ports(
                tenants,
                read,
                outbox,
                tokens,
                checkpoints,
                logStore,
                archive,
                exports,
                exportQueue,
                evidence,
                EnumSet.allOf(Format.class),
                new MemorySavedSearches(),
                settings,
                new MemorySubscriptions(outbox),
                _ -> List.copyOf(connections),
                new IdentityPorts(people, people, people, people, new PlainPasswords())));
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8);
        SettingsCatalogue definitions = SettingsCatalogue.load(new Retention(Retention.MOST_DAYS, null), false);
        Wiring wiring = new Wiring(ports, definitions, secret, TENANT, clock, random, this::waitFor, out);
        handler = new ApiHandler(wiring);
        AuthorizerPorts callers = new AuthorizerPorts(
                tokens, settings, new MemoryExternalUsers(outbox), () -> signatures, people, people);
        authorizer = new AuthorizerHandler(AuthorizerWiring.of(callers, definitions, ids, clock, Runnable::run));
        table = wiring.table();
        LoginWiring signingIn = new LoginWiring(
                ports.identity(), ports.settings(), ports.tenants(), definitions, TENANT, clock, random, out);
        login = new LoginHandler(signingIn);
        loginTable = signingIn.table();
        new ChainOpener(chain, tenants, chainEvents, clock, random).open(ORIGIN);
    }

    /** Sets the tenant's retention, and lets pass for how long another may be remembered. */
    void keep(Retention wanted) {
        retention = wanted;
        SortedMap<String, Json> values = new TreeMap<>(Map.of("retention.days", Json.of(retention.days())));
        LocalDate hold = retention.holdFrom();
        if (hold != null) {
            values.put("retention.legalHoldFrom", Json.of(hold.toString()));
        }
        long version = settings.of(TENANT).version() + 1;
        settings.put(new StoredSettings(TENANT, version, values, ids.next(), START, "test"));
        clock.move(Duration.ofSeconds(6));
    }

    /** Whoever makes the first administrator, as the set-up does. */
    UserDesk users() {
        SettingsCatalogue definitions = SettingsCatalogue.load();
        return new UserDesk(
                people,
                new PlainPasswords(),
                PasswordRules.load(),
                SettingsSource.of(definitions, settings),
                new UserEvents(catalogue, ids, clock),
                ids,
                clock,
                random);
    }

    /** A token of that role; the same one throughout. */
    String token(Role role) {
        return tokenTexts.computeIfAbsent(role, _ -> newToken(role, Optional.empty()));
    }

    String newToken(Role role, Optional<Instant> expires) {
        return newToken(TENANT, role, expires);
    }

    String newToken(String tenant, Role role, Optional<Instant> expires) {
        TokenText text = TokenText.fresh(random);
        tokens.create(
                new AccessToken(
                        ids.next(), tenant, role.text(), role, text.hash(), clock.instant(), expires.orElse(null)),
                List.of());
        return text.value();
    }

    Reply get(String pathAndQuery) {
        return request("GET", pathAndQuery).send();
    }

    Reply post(String path, String json) {
        return request("POST", path).body(json).send();
    }

    Reply post(String path, Json json) {
        return post(path, Jcs.text(json));
    }

    /** Posts one event. */
    Reply postEvent(Json.Obj event) {
        return post(
                "/api/audit/events", Json.obj().put("events", Json.arr(event)).build());
    }

    /** Sets another tenant up. */
    void open(Origin origin) {
        new ChainOpener(chain, tenants, chainEvents, clock, random).open(origin);
    }

    /** Brings whatever waits into the chain. */
    void sequence() {
        sequencer.drain(Tenant.of(ORIGIN), Deadline.NONE);
    }

    /** Signs and publishes the chain as it stands. */
    void publish() {
        publisher.publish(
                ORIGIN, OptionalLong.of(chain.head(ORIGIN).orElseThrow().size()), Deadline.NONE);
    }

    /** Seals what can be sealed. */
    List<Segment> seal() {
        return new Sealer(read, archive, logStore, publisher::shown, new WakeLog()).seal(ORIGIN, Deadline.NONE);
    }

    /** Does this each time a request waits for something. */
    void meanwhile(Runnable what) {
        meanwhile = what;
    }

    private void waitFor(Duration time) {
        clock.move(time);
        meanwhile.run();
    }

    /** What waits for the chain, but for what tells of refusals. */
    List<Event> waiting() {
        return all().filter(event -> !REFUSALS.contains(event.action())).toList();
    }

    /** What waits for the chain and tells of refusals. */
    List<Event> refusals() {
        return all().filter(event -> REFUSALS.contains(event.action())).toList();
    }

    private Stream<Event> all() {
        return outbox.read(TENANT, 100_000).stream().flatMap(item -> ((OutboxItem.Bundle) item).events().stream());
    }

    String logText() {
        return log.toString(StandardCharsets.UTF_8);
    }

    RouteTable table() {
        return table;
    }

    /** What the function {@code login} answers. */
    RouteTable loginTable() {
        return loginTable;
    }

    Request request(String method, String pathAndQuery) {
        return new Request(method, pathAndQuery);
    }

    /** A request in the making; as an admin unless told otherwise. */
    final class Request {
        private final String method;
        private final String path;
        private final String query;
        private final Map<String, String> headers = new HashMap<>();
        private byte[] body = new byte[0];
        private boolean base64;
        private final List<String> cookies = new ArrayList<>();
        private @Nullable Json context;
        private boolean asked = true;
        private @Nullable RequestStreamHandler function;

        private Request(String method, String pathAndQuery) {
            int mark = pathAndQuery.indexOf('?');
            this.method = method;
            this.path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
            this.query = mark < 0 ? "" : pathAndQuery.substring(mark + 1);
            headers.put("authorization", "Bearer " + token(Role.ADMIN));
            headers.put("user-agent", "test/1.0");
        }

        Request as(Role role) {
            return header("authorization", "Bearer " + token(role));
        }

        Request anonymous() {
            headers.remove("authorization");
            return this;
        }

        Request bearing(String token) {
            return header("authorization", "Bearer " + token);
        }

        Request cookie(String cookie) {
            cookies.add(cookie);
            return this;
        }

        /** What stands where the authorizer's context does, in its place. */
        Request context(Json forged) {
            context = forged;
            return this;
        }

        /** As if no authorizer stood before the API. */
        Request unasked() {
            asked = false;
            return this;
        }

        /** As if the gateway had no route of the function {@code login}, or of nothing else. */
        Request to(Class<? extends RequestStreamHandler> wanted) {
            function = wanted == LoginHandler.class ? login : handler;
            return this;
        }

        Request header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        Request body(String json) {
            headers.put("content-type", "application/json");
            body = json.getBytes(StandardCharsets.UTF_8);
            return this;
        }

        /** A body of any bytes, in base64 as API Gateway sends what is not text. */
        Request bytes(byte[] bytes) {
            headers.put("content-type", "application/json");
            body = bytes;
            base64 = true;
            return this;
        }

        Reply send() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                RequestStreamHandler answering = function();
                Json said = answering == login ? Json.NULL : authorizerContext();
                answering.handleRequest(new ByteArrayInputStream(event(said)), out, new NoContext());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Reply reply = Reply.parse(out.toByteArray());
            assertThat(out.size()).as("the limit of Lambda's answers").isLessThan(6 * 1024 * 1024);
            new Declarations(table).hold(method, path, reply);
            return reply;
        }

        /** As the gateway has it: the function {@code login} stands at its paths, without an authorizer. */
        private RequestStreamHandler function() {
            if (function != null) {
                return function;
            }
            boolean signsIn =
                    loginTable.routes().stream().anyMatch(route -> route.path().equals(path));
            return signsIn ? login : handler;
        }

        /** What the authorizer says, asked with the event that API Gateway sends it: the request without its body. */
        private Json authorizerContext() throws IOException {
            if (context != null) {
                return Json.obj().put("lambda", context).build();
            }
            if (!asked) {
                return Json.NULL;
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            authorizer.handleRequest(new ByteArrayInputStream(event(Json.NULL)), out, new NoContext());
            Json.Obj answer = (Json.Obj) JsonReader.parse(out.toByteArray());
            assertThat(answer.member("isAuthorized")).isEqualTo(Json.of(true));
            return Json.obj().put("lambda", answer.member("context")).build();
        }

        private byte[] event(Json said) {
            Json.ObjBuilder headerObject = Json.obj();
            headers.forEach(headerObject::put);
            return Jcs.bytes(Json.obj()
                    .put("version", "2.0")
                    .put("routeKey", "$default")
                    .put("rawPath", path)
                    .put("rawQueryString", query)
                    .put("headers", headerObject.build())
                    .put(
                            "cookies",
                            new Json.Arr(
                                    cookies.stream().<Json>map(Json.Str::new).toList()))
                    .put(
                            "requestContext",
                            Json.obj()
                                    .put("requestId", UUID.randomUUID().toString())
                                    .put("timeEpoch", clock.millis())
                                    .put("authorizer", said)
                                    .put(
                                            "http",
                                            Json.obj()
                                                    .put("method", method)
                                                    .put("path", path)
                                                    .put("sourceIp", "192.0.2.7")
                                                    .build())
                                    .build())
                    .put(
                            "body",
                            base64
                                    ? Base64.getEncoder().encodeToString(body)
                                    : new String(body, StandardCharsets.UTF_8))
                    .put("isBase64Encoded", base64)
                    .build());
        }
    }

    /** A good event of the catalogue. */
    static Json.Obj login(String username) {
        return Json.obj()
                .put("action", "auth.login.failed")
                .put(
                        "resource",
                        Json.obj().put("type", "user").put("id", username).build())
                .put(
                        "details",
                        Json.obj()
                                .put("username", username)
                                .put("ip", "192.0.2.1")
                                .put("reason", "wrong password")
                                .build())
                .build();
    }

    /** The event with a member put in, or replaced. */
    static Json.Obj with(Json.Obj object, String name, Json value) {
        Map<String, Json> members = new java.util.LinkedHashMap<>(object.members());
        members.put(name, value);
        return new Json.Obj(members);
    }

    static Json.Obj without(Json.Obj object, String... names) {
        Map<String, Json> members = new java.util.LinkedHashMap<>(object.members());
        Arrays.asList(names).forEach(members::remove);
        return new Json.Obj(members);
    }
}
