package io.certtrail.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that answers badly, on this machine. */
@Timeout(60)
class HttpDocumentsTest {
    private static final byte[] DOCUMENT = "{\"keys\":[]}".getBytes(StandardCharsets.UTF_8);

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private String url;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        try (exchange) {
            switch (path) {
                case "/good" -> send(exchange, 200, DOCUMENT);
                case "/most" -> send(exchange, 200, new byte[HttpDocuments.MOST_BYTES]);
                case "/huge" -> send(exchange, 200, new byte[HttpDocuments.MOST_BYTES + 1]);
                case "/endless" -> stream(exchange, Integer.MAX_VALUE);
                case "/redirect" -> {
                    exchange.getResponseHeaders().add("Location", url + "/good");
                    send(exchange, 302, new byte[0]);
                }
                case "/broken" -> send(exchange, 500, DOCUMENT);
                case "/silent" -> waitForEnd();
                case "/slow" -> {
                    stream(exchange, 10);
                    waitForEnd();
                }
                default -> send(exchange, 404, DOCUMENT);
            }
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static void stream(HttpExchange exchange, int bytes) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        byte[] piece = new byte[Math.min(bytes, 8_192)];
        for (int sent = 0; sent < bytes && sent >= 0; sent += piece.length) {
            body.write(piece);
        }
        body.flush();
    }

    private void waitForEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] get(String place) throws IOException {
        return new HttpDocuments(true).get(URI.create(place));
    }

    @Test
    void aDocumentIsHadWhole() throws IOException {
        assertThat(get(url + "/good")).isEqualTo(DOCUMENT);
        assertThat(get(url + "/most")).hasSize(HttpDocuments.MOST_BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/huge", "/endless"})
    void oneThatIsTooLargeIsNotReadOn(String path) {
        assertThatIOException().isThrownBy(() -> get(url + path)).withMessageContaining("no answer at");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/silent", "/slow"})
    void oneThatDoesNotComeIsNotWaitedFor(String path) {
        HttpDocuments impatient = new HttpDocuments(true, Duration.ofMillis(300));
        assertThatIOException()
                .isThrownBy(() -> impatient.get(URI.create(url + path)))
                .withMessageContaining(path);
    }

    @Test
    void aRedirectIsNotFollowed() {
        assertThatIOException().isThrownBy(() -> get(url + "/redirect")).withMessageContaining("302");
        assertThat(asked).containsExactly("/redirect");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/broken", "/nothing"})
    void anotherStatusIsNoDocument(String path) {
        assertThatIOException().isThrownBy(() -> get(url + path)).withMessageContaining("expected status 200");
    }

    @Test
    void nobodyThereIsNoDocument() {
        server.stop(0);
        assertThatIOException().isThrownBy(() -> get(url + "/good")).withMessageContaining("no answer at");
    }

    @Test
    void outsideTheLocalCloudThisMachineIsNotAskedWithoutTls() {
        assertThatIOException().isThrownBy(() -> new HttpDocuments(false).get(URI.create(url + "/good")));
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example.com/keys",
                "http://169.254.169.254/latest/meta-data",
                "file:///etc/passwd",
                "ftp://127.0.0.1/keys",
                "https:///keys",
                "https://user:secret@id.example.com/keys",
                "http://127.0.0.1.example.com/keys",
                "jar:file:///a!/b",
                "keys"
            })
    void onlyHttpsIsAsked(String place) {
        assertThatIOException().isThrownBy(() -> get(place)).withMessageContaining("https://");
    }
}
