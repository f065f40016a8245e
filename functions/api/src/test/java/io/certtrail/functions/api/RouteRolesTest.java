package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.access.Permission;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.access.TokenText;
import io.certtrail.functions.api.routing.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every route of the table is walked with every role and every kind of credential; docs/security.md shows the same table. */
class RouteRolesTest {
    private static final Path PAGE = Path.of(System.getProperty("certtrail.root"), "docs", "security.md");
    private static final String BEGIN =
            "<!-- routes and roles: made from the route table, held by RouteRolesTest -->\n";
    private static final String END = "<!-- end -->";

    private final TestApi api = new TestApi();

    @ParameterizedTest
    @EnumSource
    void aRoleComesInWhereItsRouteSaysAndNowhereElse(Role role) {
        for (Route route : guarded()) {
            Permission needed = route.permission().orElseThrow();
            Reply reply = request(route).as(role).send();
            if (role.may(needed)) {
                assertThat(reply.status())
                        .as("%s %s", route.method(), route.path())
                        .isNotIn(401, 403);
            } else {
                reply.isRefused(403, "forbidden");
            }
        }
    }

    /** What opens nothing opens nothing anywhere, an admin's least of all. */
    @Test
    void noRouteTakesACredentialThatIsNotGoodNow() {
        for (Map.Entry<String, String> bad : badCredentials().entrySet()) {
            for (Route route : guarded()) {
                Reply reply = request(route)
                        .header("authorization", bad.getValue())
                        .send()
                        .isRefused(401, "unauthenticated");
                assertThat(reply.header("www-authenticate"))
                        .as(bad.getKey())
                        .startsWith(route.basic() ? "Basic" : "Bearer");
            }
        }
    }

    @Test
    void noGuardedRouteTakesNobody() {
        for (Route route : guarded()) {
            request(route).anonymous().send().isRefused(401, "unauthenticated");
        }
    }

    private Map<String, String> badCredentials() {
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("expired", "Bearer " + api.newToken(Role.ADMIN, Optional.of(TestApi.START)));
        Reply made = api.post("/api/tokens", "{\"name\":\"gone\",\"role\":\"admin\"}")
                .is(201);
        api.request("DELETE", "/api/tokens/" + made.textAt("/id")).send().is(204);
        bad.put("revoked", "Bearer " + made.textAt("/token"));
        bad.put("unknown", "Bearer " + TokenText.fresh(api.random).value());
        bad.put("malformed", "Bearer x");
        bad.put("unsigned", "Bearer eyJhbGciOiJub25lIn0.eyJyb2xlIjoiYWRtaW4ifQ.");
        bad.put("of another scheme", "Digest " + api.token(Role.ADMIN));
        return bad;
    }

    /** Refused or not is decided before anything of the request is read. */
    @Test
    void whoMayNotIsNotToldWhatIsWrongWithTheRequest() {
        for (Route route : guarded()) {
            if (!Role.AGENT.may(route.permission().orElseThrow())
                    && route.body().isPresent()) {
                api.request(route.method(), path(route) + "?nonsense=1")
                        .as(Role.AGENT)
                        .body("{nonsense")
                        .send()
                        .isRefused(403, "forbidden");
            }
        }
    }

    @Test
    void thePageShowsWhoMayWhat() throws IOException {
        String page = Files.readString(PAGE);
        Files.writeString(Path.of("target", "route-roles.md"), table());
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END, begin);
        assertThat(begin).as("the table's place in docs/security.md").isPositive();

        assertThat(page.substring(begin + BEGIN.length(), end))
                .as("the table of docs/security.md; copy functions/api/target/route-roles.md into it")
                .isEqualTo(table());
    }

    private String table() {
        String heads = Arrays.stream(Role.values()).map(Role::text).collect(Collectors.joining(" | "));
        StringBuilder table = new StringBuilder("| route | needs | " + heads + " |\n");
        table.append("|---".repeat(Role.values().length + 2)).append("|\n");
        for (Route route : api.table().routes()) {
            String marks = Arrays.stream(Role.values())
                    .map(role -> route.permission().map(role::may).orElse(true) ? "yes" : "")
                    .collect(Collectors.joining(" | "));
            table.append("| `%s %s` | %s | %s |%n"
                    .formatted(
                            route.method(),
                            route.path(),
                            route.permission().map(Permission::text).orElse("nothing: open to everyone"),
                            marks));
        }
        return table.toString().replace("  |", " |");
    }

    private List<Route> guarded() {
        List<Route> guarded = api.table().routes().stream()
                .filter(route -> route.permission().isPresent())
                .toList();
        assertThat(guarded).hasSizeGreaterThan(20);
        return guarded;
    }

    private static String path(Route route) {
        return route.path()
                .replace("{id}", UUID.randomUUID().toString())
                .replace("{file}", "page.js")
                .replaceAll("\\{[a-z]+}", "x");
    }

    private TestApi.Request request(Route route) {
        TestApi.Request request = api.request(route.method(), path(route)).header("prefer", "respond-async");
        return route.body().isPresent() ? request.body("{}") : request;
    }
}
