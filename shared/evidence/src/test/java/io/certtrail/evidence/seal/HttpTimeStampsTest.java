package io.certtrail.evidence.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.certtrail.evidence.bundle.OpenSslAuthority;
import io.certtrail.ledger.merkle.Sha256;
import io.certtrail.testkit.programs.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTimeStampsTest {
    private static final byte[] DIGEST = Sha256.digest().digest(new byte[] {1});

    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpHandler answer = HttpExchange::close;
    private final HttpServer server;

    HttpTimeStampsTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            answer.handle(exchange);
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    private URI at(String host) {
        return URI.create("http://%s:%d/".formatted(host, server.getAddress().getPort()));
    }

    private TimeStamps anywhere() {
        return HttpTimeStamps.anywhere(at("127.0.0.1"), new SecureRandom());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"})
    void aTenantsAuthorityOnThisMachineIsNotCalled(String host) {
        assertThatThrownBy(() -> HttpTimeStamps.onTheInternet(at(host), new SecureRandom())
                        .stamp(DIGEST))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not of the public internet");
        assertThat(calls).hasValue(0);
    }

    @Test
    void aNameIsCalledWhereItWasLookedAt(@TempDir Path folder) throws IOException, InterruptedException {
        Programs.require("openssl");
        try (OpenSslAuthority authority = new OpenSslAuthority(folder)) {
            URI named = URI.create(
                    "http://tsa.nowhere.invalid:" + authority.address().getPort() + "/");
            TimeStamps stamps = new HttpTimeStamps(
                    named, host -> InetAddress.getLoopbackAddress(), HttpTimeStamps.LONGEST, new SecureRandom());

            assertThat(stamps.stamp(DIGEST).getTimeStampToken()).isNotNull();
        }
    }

    @Test
    void withTlsWhoeverIsThereMustShowACertificateOfTheName() {
        URI named = URI.create("https://localhost:" + server.getAddress().getPort() + "/");
        TimeStamps stamps = new HttpTimeStamps(
                named, host -> InetAddress.getLoopbackAddress(), HttpTimeStamps.LONGEST, new SecureRandom());

        assertThatThrownBy(() -> stamps.stamp(DIGEST)).isInstanceOf(IOException.class);
        assertThat(calls).hasValue(0);
    }

    @Test
    void aRedirectIsNotFollowed() {
        answer = exchange -> {
            exchange.getResponseHeaders().set("Location", at("127.0.0.1") + "elsewhere");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        };

        assertThatThrownBy(() -> anywhere().stamp(DIGEST))
                .hasMessage("the time-stamping authority at 127.0.0.1 answered with status 307");
        assertThat(calls).hasValue(1);
    }

    @Test
    void anAnswerThatIsTooLongIsNotReadToItsEnd() {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[HttpTimeStamps.MOST_BYTES + 1]);
            exchange.close();
        };

        assertThatThrownBy(() -> anywhere().stamp(DIGEST))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not answer");
    }

    @Test
    void anAnswerThatDoesNotEndIsGivenUp() {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        TimeStamps stamps = new HttpTimeStamps(at("127.0.0.1"), null, Duration.ofMillis(300), new SecureRandom());

        assertThatThrownBy(() -> stamps.stamp(DIGEST))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gave no whole answer");
    }

    @Test
    void whatIsNoStampIsNotTaken() {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(DIGEST);
            exchange.close();
        };

        assertThatThrownBy(() -> anywhere().stamp(DIGEST)).isInstanceOf(IOException.class);
    }
}
