package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.access.Role;
import io.certtrail.domain.subscriptions.ConnectionStep;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class SubscriptionsTest {
    private static final String PATH = "/api/subscriptions";

    private final TestApi api = new TestApi();

    private static Json.Obj account(int number) {
        String id = "1234567890%02d".formatted(number);
        return Json.obj()
                .put("kind", "aws")
                .put("name", "account " + number)
                .put("accountId", id)
                .put("roleArn", "arn:aws:iam::" + id + ":role/certtrail-discovery")
                .put("regions", Json.arr(Json.of("eu-west-1")))
                .put("services", Json.arr(Json.of("acm"), Json.of("secretsmanager"), Json.of("iam")))
                .put("namePrefix", "prod/")
                .put("tags", Json.obj().put("team", "pki").build())
                .build();
    }

    private Reply add(int number) {
        return api.post(PATH, account(number)).is(201);
    }

    private List<Event> changes() {
        return api.waiting().stream()
                .filter(event -> event.action().startsWith("subscription."))
                .toList();
    }

    @Test
    void oneThatIsAddedIsShownAndRecorded() {
        Reply added = add(1);
        String id = added.textAt("/id");

        assertThat(added.header("location")).isEqualTo(PATH + "/" + id);
        assertThat(added.textAt("/externalId")).matches("[0-9a-f]{32}");
        assertThat(api.get(PATH + "/" + id).is(200).bodyText()).isEqualTo(added.bodyText());
        assertThat(changes()).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo("subscription.added");
            assertThat(event.details().member("subscriptionId")).isEqualTo(Json.of(id));
            assertThat(event.details().member("addedBy")).isEqualTo(Json.of("admin"));
        });
    }

    @Test
    void everyOneHasAnExternalIdOfItsOwn() {
        assertThat(add(1).textAt("/externalId")).isNotEqualTo(add(2).textAt("/externalId"));
    }

    @Test
    void aRoleIsSubscribedOnce() {
        add(1);
        api.post(PATH, account(1)).isRefused(409, "already_there", "/roleArn");
        assertThat(changes()).hasSize(1);
    }

    @Test
    void oneThatIsRemovedIsGoneAndRecorded() {
        String id = add(1).textAt("/id");
        api.request("DELETE", PATH + "/" + id).send().is(204);

        api.get(PATH + "/" + id).isRefused(404, "not_found");
        api.request("DELETE", PATH + "/" + id).send().isRefused(404, "not_found");
        assertThat(changes()).extracting(Event::action).containsExactly("subscription.added", "subscription.removed");
    }

    @Test
    void pagesGoOnToTheEnd() {
        List<Json> added = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            added.add(add(i).json());
        }
        List<Json> read = new ArrayList<>();
        String address = PATH + "?limit=3";
        while (!address.isEmpty()) {
            Reply page = api.get(address).is(200);
            read.addAll(((Json.Arr) page.at("/data")).items());
            boolean hasMore = page.at("/page/hasMore").equals(Json.Bool.TRUE);
            address = hasMore ? PATH + "?limit=3&cursor=" + page.textAt("/page/nextCursor") : "";
        }

        assertThat(read).isEqualTo(added);
        api.get(PATH + "?cursor=elsewhere").isRefused(400, "invalid_cursor", "/cursor");
        api.get(PATH + "?limit=0").is(400);
        api.get(PATH + "?limit=101").is(400);
    }

    @Test
    void aTestTellsItsSteps() {
        api.connections.add(ConnectionStep.passed("assume the role", "assumed it"));
        api.connections.add(ConnectionStep.failed("list acm in eu-west-1", "acm answered AccessDenied", "allow it"));
        Reply tested = api.post(PATH + "/" + add(1).textAt("/id") + "/test", "").is(200);

        assertThat(tested.at("/passed")).isEqualTo(Json.Bool.FALSE);
        assertThat(tested.textAt("/steps/1/outcome")).isEqualTo("failed");
        assertThat(tested.textAt("/steps/1/remedy")).isEqualTo("allow it");
        api.post(PATH + "/" + TestApi.ORIGIN.tenant() + "/test", "").isRefused(404, "not_found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "kind | `\"azure\"` | /kind",
                "name | `\"\"` | /name",
                "name | `\" \"` | /name",
                "name | `\"a\\nb\"` | /name",
                "accountId | `\"12345678901\"` | /roleArn",
                "accountId | 123456789001 | /accountId",
                "roleArn | `\"arn:aws:iam::123456789099:role/certtrail\"` | /roleArn",
                "roleArn | `\"arn:aws:iam::123456789001:user/certtrail\"` | /roleArn",
                "roleArn | `\"arn:aws:iam::123456789001:role/../x y\"` | /roleArn",
                "roleArn | `\"certtrail\"` | /roleArn",
                "regions | `[]` | /regions",
                "regions | `[\"eu-west-1\",\"eu-west-1\"]` | /regions/1",
                "regions | `[\"cn-north-1\"]` | /regions/0",
                "regions | `[\"169.254.169.254/\"]` | /regions/0",
                "regions | `\"eu-west-1\"` | /regions",
                "services | `[]` | /services",
                "services | `[\"acm\",\"acm\"]` | /services/1",
                "services | `[\"s3\"]` | /services/0",
                "namePrefix | `\"\"` | /namePrefix",
                "tags | `{\"team\":7}` | /tags/team",
                "tags | `{\"\":\"pki\"}` | /tags/",
                "tags | `[]` | /tags",
                "externalId | `\"mine\"` | /externalId",
            })
    void aBadOneIsRefusedWithItsPlace(String member, String value, String pointer) {
        Json.Obj body = TestApi.with(account(1), member, JsonReader.parse(value.getBytes(StandardCharsets.UTF_8)));

        assertThat(api.post(PATH, body).is(400).pointers()).contains(pointer);
        assertThat(changes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "ADMIN")
    void nobodyButAnAdminChanges(Role role) {
        String one = PATH + "/" + add(1).textAt("/id");
        api.request("POST", PATH).body("{}").as(role).send().isRefused(403, "forbidden");
        api.request("DELETE", one).as(role).send().isRefused(403, "forbidden");
        api.request("POST", one + "/test").as(role).send().isRefused(403, "forbidden");
        assertThat(changes()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"ADMIN", "OPERATOR", "AUDITOR", "VIEWER"})
    void whoMayReadReads(Role role) {
        String one = PATH + "/" + add(1).textAt("/id");
        api.request("GET", PATH).as(role).send().is(200);
        api.request("GET", one).as(role).send().is(200);
    }
}
