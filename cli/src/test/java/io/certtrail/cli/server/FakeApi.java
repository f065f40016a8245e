package io.certtrail.cli.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An API over real HTTP that answers what a test wants, and keeps what it was sent. */
public final class FakeApi implements AutoCloseable {

    /** The token that it lets in. */
    public static final String TOKEN = "ct_0123456789012345678901234567890123456789012";

    /** An answer; status 0 breaks the connection. */
    public record Reply(int status, String body, String retryAfter) {
        public static Reply of(int status, String body) {
            return new Reply(status, body.replace('\'', '"'), "");
        }
    }

    private final HttpServer server;
    private final Deque<Reply> first = new ArrayDeque<>();
    private final List<Json.Obj> posted = Collections.synchronizedList(new ArrayList<>());
    private volatile Function<Json.Obj, Reply> posts = body -> Reply.of(202, "{'ids':[]}");
    private volatile int requests;

    public FakeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What it answers first, before it does as usual. */
    public FakeApi first(Reply reply) {
        first.addLast(reply);
        return this;
    }

    public FakeApi answerPosts(Function<Json.Obj, Reply> answer) {
        posts = answer;
        return this;
    }

    /** Bodies of the posts that were answered with success. */
    public List<Json.Obj> posted() {
        return List.copyOf(posted);
    }

    public int requests() {
        return requests;
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        requests++;
        byte[] body = exchange.getRequestBody().readAllBytes();
        Reply reply = first.isEmpty() ? usual(exchange, body) : first.removeFirst();
        if (reply.status() == 0) {
            exchange.close();
            return;
        }
        if (!reply.retryAfter().isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", reply.retryAfter());
        }
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Reply usual(HttpExchange exchange, byte[] body) {
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return Reply.of(401, "{'code':'unauthenticated','detail':'no such token'}");
        }
        if (exchange.getRequestMethod().equals("GET")) {
            return Reply.of(200, "{}");
        }
        Json.Obj json = (Json.Obj) JsonReader.parse(body, 64);
        Reply reply = posts.apply(json);
        if (reply.status() < 300) {
            posted.add(json);
        }
        return reply;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
