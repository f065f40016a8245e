package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.access.Role;
import io.certtrail.domain.searches.SearchDesk;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedSearchesTest {
    private static final String PATH = "/api/audit/searches";

    private final TestApi api = new TestApi();

    @Test
    void aSearchIsKeptFoundByItsAddressReplacedAndForgotten() {
        save("failed rotations", "action=rotation.*&severity=error&q=vault+%22is+sealed%22")
                .is(200);
        save("all", "").is(200);

        List<Json> kept = api.get(PATH).is(200).data();
        assertThat(kept).hasSize(2);
        assertThat(Jcs.text(kept.getFirst()))
                .isEqualTo("{\"address\":\"/api/audit\",\"name\":\"all\",\"query\":\"\","
                        + "\"savedAt\":\"2026-11-22T10:00:00.000Z\"}");
        for (Json search : kept) {
            api.get(((Json.Str) ((Json.Obj) search).member("address")).value()).is(200);
        }

        save("failed rotations", "action=rotation.failed").is(200);
        assertThat(api.get(PATH).textAt("/data/1/query")).isEqualTo("action=rotation.failed");

        api.request("DELETE", PATH + "?name=failed+rotations").send().is(204);
        assertThat(api.get(PATH).data()).hasSize(1);
        api.request("DELETE", PATH + "?name=failed+rotations").send().isRefused(404, "not_found");
    }

    @Test
    void nobodySeesAnothersSearches() {
        save("mine", "q=secret").is(200);

        assertThat(api.request("GET", PATH).as(Role.VIEWER).send().is(200).data())
                .isEmpty();
        api.request("DELETE", PATH + "?name=mine").as(Role.VIEWER).send().isRefused(404, "not_found");
        api.request("GET", PATH).as(Role.INGEST).send().isRefused(403, "forbidden");
        assertThat(api.get(PATH).data()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing=1",
                "severity=grave",
                "from=yesterday",
                "limit=0",
                "action=no.such.action",
                "q=%ff",
                "cursor=AAAA",
                "from=2026-11-22&to=2026-11-01"
            })
    void whatIsNoSearchIsRefused(String query) {
        save("bad", query).isRefused(400, "invalid_body", "/query");
        assertThat(api.get(PATH).data()).isEmpty();
    }

    @Test
    void namesAndNumbersHaveBounds() {
        save("", "q=x").isRefused(400, "invalid_body", "/name");
        save("x".repeat(101), "q=x").isRefused(400, "invalid_body", "/name");
        save("a\nb", "q=x").isRefused(400, "invalid_parameter", "/name");
        api.request("DELETE", PATH).send().isRefused(400, "invalid_parameter", "/name");
        for (int i = 0; i < SearchDesk.MOST; i++) {
            save("search " + i, "q=x").is(200);
        }
        save("one more", "q=x").isRefused(400, "invalid_parameter", "/name");
        save("search 7", "q=y").is(200);
    }

    private Reply save(String name, String query) {
        return api.request("PUT", PATH)
                .body(Jcs.text(Json.obj().put("name", name).put("query", query).build()))
                .send();
    }
}
