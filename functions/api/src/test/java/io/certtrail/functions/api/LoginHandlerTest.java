package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.settings.Argon2Parameters;
import io.certtrail.domain.users.PasswordHashes;
import io.certtrail.domain.users.UserEvents.By;
import io.certtrail.functions.api.routing.Route;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the function login answers, and what it leaves to the API. */
class LoginHandlerTest {
    private static final String LOGIN = "/api/auth/login";
    private static final String PASSWORD = "/api/auth/password";
    private static final String GOOD = "a long enough secret";

    private final TestApi api = new TestApi();

    @Test
    void aSessionIsOpenedAndItsPasswordChangedWithoutAnAuthorizer() {
        String first = administrator();
        String token = logIn(first).is(200).textAt("/token");
        request(PASSWORD, "{\"password\":\"%s\",\"newPassword\":\"%s\"}".formatted(first, GOOD))
                .bearing(token)
                .send()
                .is(204);

        logIn(first).isRefused(401, "login_failed");
        logIn(GOOD).is(200);
        api.request("GET", "/api/users").bearing(token).send().is(200);
        assertThat(api.waiting().stream().map(Event::action))
                .contains("auth.login.success", "auth.password.changed", "auth.login.failed");
    }

    @Test
    void aPasswordIsNotChangedWithoutASession() {
        String first = administrator();
        String change = "{\"password\":\"%s\",\"newPassword\":\"%s\"}".formatted(first, GOOD);

        request(PASSWORD, change).anonymous().send().isRefused(401, "unauthenticated");
        request(PASSWORD, change).send().isRefused(401, "unauthenticated");
        logIn(first).is(200);
    }

    @Test
    void itAnswersItsRoutesAndNothingElseOfTheTable() {
        List<String> own = api.loginTable().routes().stream().map(Route::path).toList();
        assertThat(own).containsExactlyInAnyOrder(LOGIN, PASSWORD);
        for (Route route : api.table().routes()) {
            if (!own.contains(route.path())) {
                api.request(route.method(), route.path())
                        .to(LoginHandler.class)
                        .send()
                        .is(404);
            }
        }
        assertThat(api.request("GET", LOGIN)
                        .send()
                        .isRefused(405, "method_not_allowed")
                        .header("allow"))
                .isEqualTo("POST");
    }

    /** A path that the gateway takes for another one, and that means the same once it is decoded. */
    @ParameterizedTest
    @ValueSource(strings = {LOGIN, PASSWORD})
    void theApiLooksAtNoPasswordWhateverComesToIt(String path) {
        String first = administrator();
        for (String body : List.of(
                "{\"username\":\"root\",\"password\":\"%s\"}".formatted(first),
                "{\"password\":\"%s\",\"newPassword\":\"%s\"}".formatted(first, GOOD))) {
            assertThat(request(path, body).to(ApiHandler.class).send().status()).isIn(400, 404);
        }
        assertThat(api.waiting().stream().map(Event::action)).containsExactly("user.created");
    }

    @Test
    void everyRouteOfItStandsInTheTableOfTheApiAsItIs() {
        for (Route route : api.loginTable().routes()) {
            assertThat(api.table().routes()).anySatisfy(declared -> {
                assertThat(declared.path()).isEqualTo(route.path());
                assertThat(declared.method()).isEqualTo(route.method());
                assertThat(declared.id()).isEqualTo(route.id());
                assertThat(declared.permission()).isEqualTo(route.permission()).isEmpty();
                assertThat(declared.body()).isEqualTo(route.body());
                assertThat(declared.answers()).isEqualTo(route.answers());
            });
        }
    }

    @Test
    void whatNobodyForesawIsALineOfItsOwnLog() {
        TestApi broken = new TestApi(LoginHandlerTest::withBrokenPasswords);
        broken.request("POST", LOGIN)
                .anonymous()
                .body("{\"username\":\"root\",\"password\":\"Tr0ub4dor-and-3\"}")
                .send()
                .isRefused(500, "internal");

        assertThat(broken.logText()).contains("\"function\":\"login\"").doesNotContain("Tr0ub4dor");
    }

    private static Ports withBrokenPasswords(Ports ports) {
        IdentityPorts identity = ports.identity();
        return ChangedPorts.with(
                ports,
                IdentityPorts.class,
                new IdentityPorts(
                        identity.users(),
                        identity.logins(),
                        identity.sessions(),
                        identity.refused(),
                        new BrokenPasswords()));
    }

    /** Hashes that can't be made. */
    private static final class BrokenPasswords implements PasswordHashes {
        @Override
        public String hash(String password, Argon2Parameters parameters) {
            throw new IllegalStateException("no memory");
        }

        @Override
        public boolean matches(String password, String hash) {
            throw new IllegalStateException("no memory");
        }

        @Override
        public boolean isOf(String hash, Argon2Parameters parameters) {
            throw new IllegalStateException("no memory");
        }

        @Override
        public String decoy(Argon2Parameters parameters) {
            throw new IllegalStateException("no memory");
        }
    }

    private String administrator() {
        By setup = new By(new Actor(Actor.Type.SYSTEM, "setup", "setup"), Client.NONE);
        return api.users()
                .createFirst(TestApi.TENANT, "root", setup)
                .orElseThrow()
                .password();
    }

    private Reply logIn(String password) {
        return request(LOGIN, "{\"username\":\"root\",\"password\":\"%s\",\"as\":\"token\"}".formatted(password))
                .anonymous()
                .send();
    }

    private TestApi.Request request(String path, String body) {
        return api.request("POST", path).body(body);
    }
}
