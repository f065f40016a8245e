package io.certtrail.e2e.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.json.Json;
import io.certtrail.testkit.programs.Programs;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real provider's tokens at a real local cloud. */
@Timeout(300)
class OpenIdTest {
    private static final String EXPORTS = "/api/exports";
    private static final String SEARCH = "/api/audit?limit=1";

    @TempDir
    private Path folder;

    @Test
    void itsTokensOpenWhatTheirRoleMayUntilTheKeyOrTheSettingIsAnother() throws Exception {
        Programs.require("node", "npm");
        try (OpenIdProvider provider = OpenIdProvider.start(folder.resolve("provider"));
                CloudProcess cloud = CloudProcess.start(folder.resolve("data"));
                ApiClient admin = cloud.api()) {
            assertThat(status(cloud, provider.token("robot"), SEARCH)).isEqualTo(401);
            accept(admin, provider);

            String robot = provider.token("robot");
            String reader = provider.token("reader");
            opensWhatItsRoleMay(cloud, provider, robot, reader);
            isTheUserThatTheLedgerTellsOf(cloud, admin, provider, robot);
            opensNothingOnceItIsAltered(cloud, robot);

            provider.rotate();
            assertThat(status(cloud, provider.token("robot"), EXPORTS)).isEqualTo(200);
            assertThat(status(cloud, robot, EXPORTS)).isEqualTo(401);

            String last = provider.token("robot");
            admin.patchSettings(Json.obj()
                    .put("oidc.issuer", Json.NULL)
                    .put("oidc.audience", Json.NULL)
                    .put("oidc.jwksUri", Json.NULL)
                    .build());
            assertThat(status(cloud, last, SEARCH)).isEqualTo(401);
        }
    }

    private static void accept(ApiClient admin, OpenIdProvider provider) throws Exception {
        admin.patchSettings(Json.obj()
                .put("oidc.issuer", provider.issuer())
                .put("oidc.audience", OpenIdProvider.AUDIENCE)
                .put("oidc.jwksUri", provider.issuer() + "/jwks")
                .put(
                        "oidc.roleMapping",
                        Json.obj()
                                .put("ledger-admins", "admin")
                                .put("ledger-readers", "auditor")
                                .build())
                .put("oidc.provisionUsers", true)
                .build());
    }

    private static void opensWhatItsRoleMay(CloudProcess cloud, OpenIdProvider provider, String robot, String reader)
            throws Exception {
        assertThat(status(cloud, robot, EXPORTS)).isEqualTo(200);
        assertThat(status(cloud, reader, SEARCH)).isEqualTo(200);
        assertThat(status(cloud, reader, EXPORTS)).isEqualTo(403);
        assertThat(status(cloud, provider.token("stranger"), SEARCH)).isEqualTo(401);
    }

    private static void isTheUserThatTheLedgerTellsOf(
            CloudProcess cloud, ApiClient admin, OpenIdProvider provider, String robot) throws Exception {
        Corpus corpus = new Corpus("openid", 1);
        try (ApiClient api = new ApiClient(cloud.url(), robot)) {
            assertThat(corpus.importInto(api, 0)).hasSize(1);
            assertThat(api.get("/api/audit/" + corpus.ids().getFirst() + "?wait=10")
                            .statusCode())
                    .isEqualTo(200);
        }
        List<Json> created =
                ((Json.Arr) ApiClient.member(admin.getJson("/api/audit?action=user.created"), "data")).items();
        // Two that the provider named, and the administrator of the first start.
        assertThat(created).hasSize(3).anySatisfy(entry -> {
            assertThat(ApiClient.text(ApiClient.member(entry, "resource"), "name"))
                    .isEqualTo("robot");
            Json details = ApiClient.member(entry, "details");
            assertThat(ApiClient.text(details, "role")).isEqualTo("admin");
            assertThat(ApiClient.text(details, "createdBy")).isEqualTo(provider.issuer());
        });
    }

    private static void opensNothingOnceItIsAltered(CloudProcess cloud, String token) throws Exception {
        String[] parts = token.split("\\.", -1);
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String other = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(payload.replace("staff", "ledger-admins").getBytes(StandardCharsets.UTF_8));
        for (String altered : List.of(
                parts[0] + "." + other + "." + parts[2],
                none + "." + parts[1] + ".",
                none + "." + parts[1] + "." + parts[2],
                parts[0] + "." + parts[1] + "." + parts[2].substring(1) + "A")) {
            assertThat(status(cloud, altered, SEARCH)).as(altered).isEqualTo(401);
        }
    }

    private static int status(CloudProcess cloud, String token, String path) throws Exception {
        try (ApiClient api = new ApiClient(cloud.url(), token)) {
            HttpResponse<String> response = api.get(path);
            assertThat(response.body()).doesNotContain(token);
            return response.statusCode();
        }
    }
}
