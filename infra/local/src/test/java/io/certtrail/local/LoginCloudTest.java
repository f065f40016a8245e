package io.certtrail.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.local.function.FunctionDefinition;
import io.certtrail.local.function.Trigger;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signing in on the local cloud, with the password that it wrote at its first start and without any token. */
@Timeout(120)
class LoginCloudTest {
    private static final String LOGIN = "/api/auth/login";
    private static final String PASSWORD = "/api/auth/password";
    private static final String GOOD = "a long enough secret";

    @Test
    void theAdministratorSignsInByAFunctionBeforeWhichNobodyIsAsked() throws Exception {
        try (LocalCloud cloud = LocalCloud.start(LocalOptions.inMemory());
                HttpClient http = HttpClient.newHttpClient()) {
            String first = Files.readString(cloud.data().adminPassword()).strip();

            String token = text(post(http, cloud, LOGIN, "", credentials(first)), 200, "token");
            String change = "{\"password\":\"%s\",\"newPassword\":\"%s\"}".formatted(first, GOOD);
            assertThat(post(http, cloud, PASSWORD, token, change).statusCode()).isEqualTo(204);
            assertThat(post(http, cloud, LOGIN, "", credentials(first)).statusCode())
                    .isEqualTo(401);
            assertThat(text(post(http, cloud, LOGIN, "", credentials(GOOD)), 200, "username"))
                    .isEqualTo("admin");
            HttpRequest users = HttpRequest.newBuilder(cloud.url().resolve("/api/users"))
                    .header("authorization", "Bearer " + token)
                    .build();
            assertThat(http.send(users, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void noAuthorizerStandsBeforeWhoeverShowsNothingYet() {
        FunctionDefinition login = CertTrailCloud.definition().functions().stream()
                .filter(function -> function.name().equals("login"))
                .findFirst()
                .orElseThrow();

        assertThat(login.triggers())
                .containsExactlyInAnyOrder(
                        new Trigger.Http(LOGIN, Optional.empty()), new Trigger.Http(PASSWORD, Optional.empty()));
    }

    private static String credentials(String password) {
        return "{\"username\":\"admin\",\"password\":\"%s\",\"as\":\"token\"}".formatted(password);
    }

    private static HttpResponse<byte[]> post(HttpClient http, LocalCloud cloud, String path, String token, String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(cloud.url().resolve(path))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> response, int status, String name) {
        assertThat(response.statusCode()).isEqualTo(status);
        return ((Json.Str) ((Json.Obj) JsonReader.parse(response.body())).member(name)).value();
    }
}
