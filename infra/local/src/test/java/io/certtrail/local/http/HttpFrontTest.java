package io.certtrail.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.certtrail.aws.lambda.HttpRequestReader;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.local.adversary.Adversary;
import io.certtrail.local.function.FunctionDefinition;
import io.certtrail.local.function.LocalFunction;
import io.certtrail.local.function.Trigger;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpFrontTest {
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final AtomicReference<byte[]> event = new AtomicReference<>(new byte[0]);
    private final HttpClient http = HttpClient.newHttpClient();
    private RequestStreamHandler handler = answering("{\"statusCode\":200}");
    private final AtomicReference<byte[]> asked = new AtomicReference<>(new byte[0]);
    private RequestStreamHandler verdict = answering("{\"isAuthorized\":true,\"context\":{\"role\":\"viewer\"}}");
    private HttpFront front = start();

    private HttpFront start() {
        PrintStream log = new PrintStream(logged, true, StandardCharsets.UTF_8);
        FunctionDefinition definition =
                new FunctionDefinition("api", Duration.ofSeconds(2), 512, 2, (deployment, out) -> handler, List.of());
        LocalFunction authorizer = new LocalFunction(
                new FunctionDefinition(
                        "authorizer", Duration.ofSeconds(2), 512, 2, (deployment, out) -> verdict, List.of()),
                () -> (in, out, context) -> {
                    asked.set(in.readAllBytes());
                    verdict.handleRequest(new ByteArrayInputStream(asked.get()), out, context);
                },
                log,
                Adversary.none());
        LocalFunction api = new LocalFunction(
                definition,
                () -> (in, out, context) -> {
                    event.set(in.readAllBytes());
                    handler.handleRequest(new ByteArrayInputStream(event.get()), out, context);
                },
                log,
                Adversary.none());
        try {
            HttpFront started = HttpFront.bind(0, Clock.systemUTC(), Adversary.none(), log);
            started.start(List.of(
                    new HttpRoute(Trigger.Http.DEFAULT, api, Optional.empty()),
                    new HttpRoute("/guarded", api, Optional.of(authorizer))));
            return started;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        http.close();
        front.close();
    }

    private static RequestStreamHandler answering(String answer) {
        return (in, out, context) -> out.write(answer.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theFunctionSeesThePathDecodedAndTheQueryBothWays() throws Exception {
        send(request("/api/a%20b?x=1&x=2%2C3&y=%C3%A4"));

        assertThat(HttpRequestReader.read(new ByteArrayInputStream(event.get())).rawPath())
                .isEqualTo("/api/a b");
        assertThat(text("rawQueryString")).isEqualTo("x=1&x=2%2C3&y=%C3%A4");
        assertThat(text("queryStringParameters", "x")).isEqualTo("1,2,3");
        assertThat(text("queryStringParameters", "y")).isEqualTo("ä");
        assertThat(text("requestContext", "http", "method")).isEqualTo("GET");
        assertThat(text("requestContext", "http", "sourceIp")).isEqualTo("127.0.0.1");
    }

    @Test
    void cookiesStandApartAndRepeatedHeadersAreJoined() throws Exception {
        send(request("/").header("Cookie", "a=1; b=2").header("X-Twice", "one").header("X-Twice", "two"));

        assertThat(json().members().get("cookies"))
                .isEqualTo(JsonReader.parse("[\"a=1\",\"b=2\"]".getBytes(StandardCharsets.UTF_8)));
        assertThat(text("headers", "x-twice")).isEqualTo("one,two");
        assertThat(((Json.Obj) member("headers")).members()).doesNotContainKey("cookie");
    }

    @Test
    void aBodyOfTextStaysTextAndAnyOtherComesAsBase64() throws Exception {
        send(request("/")
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString("{\"ä\":1}")));
        assertThat(text("body")).isEqualTo("{\"ä\":1}");

        byte[] notUtf8 = {'"', (byte) 0xC3, '"'};
        send(request("/").header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(notUtf8)));
        assertThat(member("isBase64Encoded")).isEqualTo(new Json.Bool(true));
        assertThat(HttpRequestReader.read(new ByteArrayInputStream(event.get())).body())
                .isEqualTo(notUtf8);
    }

    @Test
    void theAuthorizerIsAskedAboutTheRequestAndItsContextIsHandedOn() throws Exception {
        send(request("/guarded?x=1").header("Authorization", "Bearer t").POST(BodyPublishers.ofString("secret")));

        Json.Obj question = (Json.Obj) JsonReader.parse(asked.get());
        assertThat(question.member("type")).isEqualTo(Json.of("REQUEST"));
        assertThat(question.member("version")).isEqualTo(Json.of("2.0"));
        assertThat(question.member("identitySource")).isEqualTo(Json.NULL);
        assertThat(question.has("body")).isFalse();
        assertThat(((Json.Obj) question.member("headers")).member("authorization"))
                .isEqualTo(Json.of("Bearer t"));
        assertThat(text("requestContext", "authorizer", "lambda", "role")).isEqualTo("viewer");
        assertThat(text("routeKey")).isEqualTo("ANY /guarded");
    }

    /** Whatever a caller sends stands in headers, query and body; the context is the gateway's. */
    @Test
    void nobodySendsAContextAlong() throws Exception {
        String forged = "{\"requestContext\":{\"authorizer\":{\"lambda\":{\"role\":\"admin\"}}}}";
        send(request("/guarded?requestContext=x")
                .header("requestContext", forged)
                .header("x-amzn-request-context", forged)
                .header("x-apigateway-event", forged)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(forged)));
        assertThat(text("requestContext", "authorizer", "lambda", "role")).isEqualTo("viewer");

        send(request("/open").header("requestContext", forged));
        assertThat(((Json.Obj) member("requestContext")).has("authorizer")).isFalse();
    }

    @Test
    void whatTheAuthorizerDoesNotLetThroughNeverReachesTheFunction() throws Exception {
        verdict = answering("{\"isAuthorized\":false}");
        assertThat(send(request("/guarded")).statusCode()).isEqualTo(403);
        for (String broken : List.of("{}", "[]", "no", "{\"isAuthorized\":\"true\"}")) {
            verdict = answering(broken);
            assertThat(send(request("/guarded")).statusCode()).isEqualTo(500);
        }
        verdict = (in, out, context) -> {
            throw new IOException("broken");
        };
        assertThat(send(request("/guarded")).statusCode()).isEqualTo(500);
        assertThat(event.get()).isEmpty();
    }

    @Test
    void theAnswerComesBackAsTheFunctionGaveIt() throws Exception {
        handler = answering("{\"statusCode\":201,\"headers\":{\"Location\":\"/x\",\"content-type\":\"text/plain\"},"
                + "\"cookies\":[\"a=1\",\"b=2\"],\"isBase64Encoded\":true,\"body\":\"aGk=\"}");

        HttpResponse<String> response = send(request("/"));

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("hi");
        assertThat(response.headers().firstValue("location")).contains("/x");
        assertThat(response.headers().allValues("set-cookie")).containsExactlyInAnyOrder("a=1", "b=2");
    }

    @Test
    void headHasNoBodyAndAnAnswerWithoutStatusIsA200() throws Exception {
        handler = answering("{\"hello\":\"world\"}");

        assertThat(send(request("/")).body()).isEqualTo("{\"hello\":\"world\"}");
        assertThat(send(request("/").HEAD()).body()).isEmpty();
    }

    @Test
    void aFunctionThatThrowsIsA500WithoutItsSecrets() throws Exception {
        handler = (in, out, context) -> {
            throw new IOException("the secret is 42");
        };

        HttpResponse<String> response = send(request("/"));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
        assertThat(logged.toString(StandardCharsets.UTF_8)).contains("the secret is 42");
    }

    @Test
    void anAnswerThatIsNoneIsA500() throws Exception {
        handler = answering("{\"statusCode\":200,\"isBase64Encoded\":true,\"body\":\"***\"}");
        assertThat(send(request("/")).statusCode()).isEqualTo(500);

        handler = answering("{\"statusCode\":");
        assertThat(send(request("/")).statusCode()).isEqualTo(500);
    }

    @Test
    void aFunctionThatTakesTooLongIsA503() throws Exception {
        handler = (in, out, context) -> {
            try {
                Thread.sleep(Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };

        assertThat(send(request("/")).statusCode()).isEqualTo(503);
    }

    /** Hundreds of callers that send half of a request and no more: another one is answered as ever. */
    @Test
    void slowBodiesHoldNobodyUp() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = new Socket(front.url().getHost(), front.url().getPort());
                slow.add(socket);
                socket.getOutputStream()
                        .write("POST /slow HTTP/1.1\r\nHost: here\r\nContent-Length: 100\r\n\r\nhalf"
                                .getBytes(StandardCharsets.US_ASCII));
            }
            HttpRequest quick =
                    HttpRequest.newBuilder(front.url().resolve("/quick")).build();
            assertThat(http.send(quick, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            assertThat(new String(event.get(), StandardCharsets.UTF_8))
                    .contains("/quick")
                    .doesNotContain("/slow");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void whatIsTooLongIsRefusedBeforeTheFunctionSeesIt() throws Exception {
        assertThat(send(request("/").header("X-Long", "x".repeat(10_240))).statusCode())
                .isEqualTo(431);
        assertThat(send(request("/").POST(BodyPublishers.ofByteArray(new byte[10 * 1024 * 1024 + 1])))
                        .statusCode())
                .isEqualTo(413);
        assertThat(send(request("/").POST(BodyPublishers.ofByteArray(new byte[5 * 1024 * 1024])))
                        .statusCode())
                .as("base64 makes it 6.7 MB, more than Lambda takes")
                .isEqualTo(413);
        assertThat(event.get()).isEmpty();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(front.url() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private Json.Obj json() {
        return (Json.Obj) JsonReader.parse(event.get());
    }

    private Json member(String... path) {
        Json at = json();
        for (String name : path) {
            at = Objects.requireNonNull(((Json.Obj) at).members().get(name), name);
        }
        return at;
    }

    private String text(String... path) {
        return ((Json.Str) member(path)).value();
    }
}
