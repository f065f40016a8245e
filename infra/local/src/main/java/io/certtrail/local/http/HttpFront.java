package io.certtrail.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.certtrail.ledger.json.Json;
import io.certtrail.local.adversary.Adversary;
import io.certtrail.local.function.LocalFunction;
import io.certtrail.local.function.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP API on 127.0.0.1, within API Gateway's limits ("Quotas for HTTP APIs"; "Lambda quotas"): headers of 10,240
 * bytes (431), a request of 10 MB and an event of 6 MB (413), a function that fails (500), may not run now or takes too
 * long (503); a request takes 30 s to come at most. An authorizer that fails is a failure (500), one that says no is 403. A caller never sees more of a failure than that; the function's log has the rest.
 */
public final class HttpFront implements AutoCloseable {
    private static final int MAX_HEADER_BYTES = 10_240;
    private static final int MAX_BODY_BYTES = 10 << 20;
    private static final int MAX_EVENT_BYTES = 6 << 20;

    /** What is read of a body that is too long before it is refused: a caller reads no answer while it still sends. */
    private static final int MAX_DRAINED_BYTES = 64 << 20;

    private static final int BACKLOG = 1024;
    private static final int SECONDS_TO_FINISH = 1;
    private static final int SECONDS_TO_SEND = 30;

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Clock clock;
    private final Adversary adversary;
    private final PrintStream log;

    private HttpFront(HttpServer server, Clock clock, Adversary adversary, PrintStream log) {
        this.server = server;
        this.clock = clock;
        this.adversary = adversary;
        this.log = log;
    }

    /**
     * Takes a port. Callers wait until {@link #start}.
     *
     * @param port 0 for any free one
     * @param log where failures of the gateway itself go
     * @throws BindException if the port is taken
     */
    public static HttpFront bind(int port, Clock clock, Adversary adversary, PrintStream log) throws IOException {
        // Without it an answer waits for the caller's delayed acknowledgement, 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Who sends a request more slowly than this is hung up on; until then it holds up nobody but itself.
        System.setProperty("sun.net.httpserver.maxReqTime", Integer.toString(SECONDS_TO_SEND));
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        return new HttpFront(HttpServer.create(address, BACKLOG), clock, adversary, log);
    }

    /**
     * Hands every request to the function of its route from now on.
     *
     * @throws IllegalArgumentException if there is no default route
     */
    public void start(List<HttpRoute> routes) {
        HttpRoute rest = routes.stream()
                .filter(HttpRoute::isDefault)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no function takes all requests"));
        server.setExecutor(executor);
        server.createContext("/", exchange -> serve(exchange, route(routes, exchange, rest)));
        server.start();
    }

    private static HttpRoute route(List<HttpRoute> routes, HttpExchange exchange, HttpRoute rest) {
        return routes.stream()
                .filter(route -> route.path().equals(exchange.getRequestURI().getPath()))
                .findFirst()
                .orElse(rest);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange, HttpRoute route) throws IOException {
        String requestId = UUID.randomUUID().toString();
        try (exchange) {
            GatewayAnswer answer = answer(exchange, requestId, route);
            send(exchange, requestId, adversary.losesAnswer() ? GatewayAnswer.unavailable() : answer);
        } catch (RuntimeException e) {
            synchronized (log) {
                log.println("request " + requestId + " failed in the gateway");
                e.printStackTrace(log);
            }
        }
    }

    private GatewayAnswer answer(HttpExchange exchange, String requestId, HttpRoute route) throws IOException {
        if (headerBytes(exchange) > MAX_HEADER_BYTES) {
            return GatewayAnswer.of(431, "Request Header Fields Too Large");
        }
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            in.skip(MAX_DRAINED_BYTES);
            return GatewayAnswer.of(413, "Request Entity Too Large");
        }
        GatewayRequest request = request(exchange, requestId, body);
        try {
            return route.authorizer().isPresent()
                    ? authorized(request, route, route.authorizer().get())
                    : invoke(request, route, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return GatewayAnswer.unavailable();
        }
    }

    private GatewayAnswer authorized(GatewayRequest request, HttpRoute route, LocalFunction authorizer)
            throws InterruptedException {
        if (!(authorizer.invoke(request.authorizerEvent(route.key())) instanceof Outcome.Answered(byte[] payload))) {
            return GatewayAnswer.functionFailed();
        }
        try {
            AuthorizerVerdict verdict = AuthorizerVerdict.read(payload);
            return verdict.authorized()
                    ? invoke(request, route, verdict.context())
                    : GatewayAnswer.of(403, "Forbidden");
        } catch (IOException e) {
            log.println("request " + request.requestId() + ": " + e.getMessage());
            return GatewayAnswer.functionFailed();
        }
    }

    private GatewayAnswer invoke(GatewayRequest request, HttpRoute route, Json.@Nullable Obj context)
            throws InterruptedException {
        byte[] event = request.event(route.key(), context);
        if (event.length > MAX_EVENT_BYTES) {
            return GatewayAnswer.of(413, "Request Entity Too Large");
        }
        return switch (route.function().invoke(event)) {
            case Outcome.Answered answered -> read(answered, request.requestId());
            case Outcome.Failed failed -> GatewayAnswer.functionFailed();
            case Outcome.TimedOut timedOut -> GatewayAnswer.unavailable();
            case Outcome.Throttled throttled -> GatewayAnswer.unavailable();
        };
    }

    private GatewayAnswer read(Outcome.Answered answered, String requestId) {
        try {
            return GatewayAnswer.read(answered.payload());
        } catch (IOException e) {
            log.println("request " + requestId + ": the answer is not one of payload format 2.0: " + e.getMessage());
            return GatewayAnswer.functionFailed();
        }
    }

    private GatewayRequest request(HttpExchange exchange, String requestId, byte[] body) {
        URI uri = exchange.getRequestURI();
        return new GatewayRequest(
                requestId,
                clock.instant(),
                exchange.getRequestMethod(),
                uri.getRawPath(),
                Objects.requireNonNullElse(uri.getRawQuery(), ""),
                exchange.getProtocol(),
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                exchange.getRequestHeaders(),
                body);
    }

    private static int headerBytes(HttpExchange exchange) {
        int bytes = exchange.getRequestMethod().length()
                + exchange.getRequestURI().toString().length();
        for (Map.Entry<String, List<String>> header :
                exchange.getRequestHeaders().entrySet()) {
            for (String value : header.getValue()) {
                bytes += header.getKey().length() + value.length();
            }
        }
        return bytes;
    }

    private static void send(HttpExchange exchange, String requestId, GatewayAnswer answer) throws IOException {
        answer.headers().forEach((name, values) -> {
            if (!name.equals("content-length")) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, value));
            }
        });
        exchange.getResponseHeaders().set("apigw-requestid", requestId);
        boolean bodiless = exchange.getRequestMethod().equals("HEAD")
                || answer.body().length == 0
                || answer.status() == 204
                || answer.status() == 304;
        exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : answer.body().length);
        if (!bodiless) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer.body());
            }
        }
    }

    /** Takes no more requests, and gives those at work a second. */
    @Override
    public void close() {
        server.stop(SECONDS_TO_FINISH);
        executor.shutdownNow();
    }
}
