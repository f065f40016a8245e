package io.certtrail.cli.publishedlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.certtrail.cli.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HttpLogTest {
    @TempDir
    Path folder;

    private final AtomicInteger requests = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server = unbound();

    private static HttpServer unbound() {
        try {
            return HttpServer.create();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void aServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/log/", this::object);
        server.createContext("/busy/", exchange -> status(exchange, requests.incrementAndGet() < 3 ? 503 : 200));
        server.createContext("/down/", exchange -> status(exchange, counted(503)));
        server.createContext("/closed/", exchange -> status(exchange, counted(403)));
        server.createContext("/moved/", exchange -> redirect(exchange, "/log/checkpoint"));
        server.createContext("/away/", exchange -> redirect(exchange, "http://localhost:1/log/checkpoint"));
        server.createContext("/round/", exchange -> redirect(exchange, "/round/checkpoint"));
        server.createContext("/endless/", HttpLogTest::endless);
        server.createContext("/slow/", HttpLogTest::slow);
        server.start();
    }

    @AfterEach
    void isStopped() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aLogOnTheWebVerifiesWhole() throws IOException {
        VectorsLog.in(folder);

        Run run = Run.in(
                folder,
                "verify",
                "--log",
                address("log"),
                "--keys",
                VectorsLog.vector("log.vkey").toString(),
                "--against",
                "checkpoints/300");

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .startsWith("verified: 700 entries")
                .contains("which others are can't be listed from there")
                .contains("It extends what was kept in checkpoints/300");
    }

    @Test
    void whatIsMissingThereIsTampering() throws IOException {
        VectorsLog.in(folder);
        Files.delete(folder.resolve("tile/entries/001"));

        Run run = Run.in(
                folder,
                "verify",
                "--log",
                address("log/"),
                "--keys",
                VectorsLog.vector("log.vkey").toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).startsWith("TAMPERED: tile/entries/001\n");
    }

    @Test
    void aBusyServerIsAskedAgainAFewTimes() throws IOException {
        assertThat(read("busy")).isEqualTo(new byte[0]);
        assertThat(requests).hasValue(3);

        requests.set(0);
        assertThatThrownBy(() -> read("down")).isInstanceOf(IOException.class).hasMessageContaining("503");
        assertThat(requests).hasValue(4);
    }

    @Test
    void whatMayBeThereOrNotIsNotTakenForMissing() {
        assertThatThrownBy(() -> read("closed")).isInstanceOf(IOException.class).hasMessageContaining("403");
        assertThat(requests).hasValue(1);
    }

    @Test
    void aRedirectIsFollowedOnTheSameHostAlone() throws IOException {
        Files.writeString(folder.resolve("checkpoint"), "here");

        assertThat(read("moved")).asString().isEqualTo("here");
        assertThatThrownBy(() -> read("away")).isInstanceOf(IOException.class).hasMessageContaining("not followed");
        assertThatThrownBy(() -> read("round")).isInstanceOf(IOException.class).hasMessageContaining("more than 5");
    }

    @Test
    void noMoreIsTakenThanWasAskedFor() throws IOException {
        assertThat(read("endless")).hasSize(101);
    }

    @Test
    void anAnswerThatTricklesIsNotWaitedFor() {
        assertThatThrownBy(() -> read("slow", Duration.ofMillis(500)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("within 500 ms");
    }

    @Test
    void nobodyThereMeansThatItCanNotBeTold() {
        server.stop(0);

        Run run = Run.in(folder, "verify", "--log", address("log"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).startsWith("can't tell: " + address("log"));
    }

    private int counted(int status) {
        requests.incrementAndGet();
        return status;
    }

    private byte[] read(String place) throws IOException {
        return read(place, Duration.ofSeconds(30));
    }

    private byte[] read(String place, Duration longest) throws IOException {
        try (HttpLog log = new HttpLog(address(place), longest, time -> {})) {
            byte[] bytes = log.read("checkpoint", 100);
            return bytes == null ? "missing".getBytes(StandardCharsets.UTF_8) : bytes;
        }
    }

    private String address(String place) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + place;
    }

    private void object(HttpExchange exchange) throws IOException {
        Path file = folder.resolve(exchange.getRequestURI().getPath().substring("/log/".length()));
        if (!Files.isRegularFile(file)) {
            status(exchange, 404);
            return;
        }
        byte[] bytes = Files.readAllBytes(file);
        exchange.sendResponseHeaders(200, bytes.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }

    private static void status(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().add("Location", to);
        status(exchange, 302);
    }

    private static void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            byte[] some = new byte[8192];
            while (!Thread.currentThread().isInterrupted()) {
                body.write(some);
            }
        }
    }

    private static void slow(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 100);
        try (OutputStream body = exchange.getResponseBody()) {
            for (int i = 0; i < 100; i++) {
                body.write('x');
                body.flush();
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
