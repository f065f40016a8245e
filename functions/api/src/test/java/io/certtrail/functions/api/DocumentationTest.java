package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.functions.api.routing.Parameter;
import io.certtrail.functions.api.routing.Route;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentationTest {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final Pattern SOURCE = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    private final TestApi api = new TestApi();
    private final Json.Obj document = api.get("/openapi.json").is(200).json();

    @Test
    void theDocumentIsOpenApi31() {
        assertThat(Reply.text(document.member("openapi"))).startsWith("3.1.");
        assertThat(document.members().keySet()).containsExactly("openapi", "info", "servers", "paths", "components");
        assertThat(((Json.Obj) document.member("info")).members()).containsKeys("title", "version");
    }

    /** For a validator that others wrote: {@code openapi-spec-validator target/openapi.json}. */
    @Test
    void theDocumentIsLeftForOtherValidators() throws IOException {
        Files.write(Path.of("target", "openapi.json"), Jcs.bytes(document));
    }

    @Test
    void everyRouteIsInIt() {
        for (Route route : api.table().routes()) {
            Json.Obj operation = operation(route);
            assertThat(Reply.text(operation.member("operationId"))).isEqualTo(route.id());
            assertThat(Reply.text(operation.member("summary"))).isNotEmpty();
            Json.Obj responses = (Json.Obj) operation.member("responses");
            route.answers()
                    .forEach(answer -> assertThat(responses.members()).containsKey(String.valueOf(answer.status())));
            assertThat(responses.members())
                    .containsKeys("429", "431", "500", "503")
                    .doesNotContainKey("default");
        }
    }

    @Test
    void itsSecurityIsWhatTheRoutesAsk() {
        for (Route route : api.table().routes()) {
            List<Json> security = ((Json.Arr) operation(route).member("security")).items();
            assertThat(security).hasSize(route.permission().isEmpty() ? 0 : route.basic() ? 2 : 1);
        }
    }

    @Test
    void theVariablesOfEveryPathAreDeclared() {
        for (Route route : api.table().routes()) {
            List<String> variables = new ArrayList<>();
            Matcher matcher = VARIABLE.matcher(route.path());
            while (matcher.find()) {
                variables.add(matcher.group(1));
            }
            assertThat(route.parameters())
                    .filteredOn(parameter -> parameter.in() == Parameter.In.PATH)
                    .extracting(Parameter::name)
                    .as(route.path())
                    .containsExactlyElementsOf(variables);
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        Set<String> references = new HashSet<>();
        collect(document, references);
        Json.Obj components = (Json.Obj) document.member("components");
        Json.Obj schemas = (Json.Obj) components.member("schemas");

        assertThat(references).isNotEmpty();
        for (String reference : references) {
            assertThat(reference).startsWith("#/components/schemas/");
            assertThat(schemas.members()).containsKey(reference.substring("#/components/schemas/".length()));
        }
    }

    @Test
    void everyActionOfTheCatalogueIsNamedInBothSpellings() {
        Json.Obj components = (Json.Obj) document.member("components");
        String schemas = Jcs.text(components.member("schemas"));

        api.catalogue.actions().stream()
                .filter(action -> !action.internal())
                .forEach(action ->
                        assertThat(schemas).contains('"' + action.action() + '"', '"' + action.constant() + '"'));
        assertThat(schemas).doesNotContain("\"ledger.opened\"");
    }

    @Test
    void thePageFindsAllThatItNeeds() {
        Reply page = api.get("/docs").is(200);

        assertThat(page.header("content-type")).startsWith("text/html");
        Matcher sources = SOURCE.matcher(page.bodyText());
        List<String> found = new ArrayList<>();
        while (sources.find()) {
            found.add(sources.group(1));
            Reply file = api.request("GET", sources.group(1))
                    .header("accept", "text/css,*/*;q=0.1")
                    .send()
                    .is(200);
            assertThat(file.bodyText()).isNotEmpty();
        }
        assertThat(found).hasSize(4).allMatch(source -> source.startsWith("/docs/"));
        assertThat(page.bodyText()).doesNotContain("<script>", "style=");
        api.get("/docs/nothing.js").isRefused(404, "not_found");
        api.get("/docs/..").isRefused(404, "not_found");
    }

    @Test
    void theCatalogueIsAnsweredInBothSpellings() {
        Reply catalogue = api.get("/api/audit/catalogue").is(200);

        assertThat(catalogue.data()).hasSize(api.catalogue.actions().size());
        assertThat(catalogue.textAt("/data/0/action")).isEqualTo("auth.login.success");
        assertThat(catalogue.textAt("/data/0/constant")).isEqualTo("AUTH_LOGIN_SUCCESS");
        assertThat(catalogue.at("/data/0/details")).asString().contains("username", "string");
    }

    private Json.Obj operation(Route route) {
        Json.Obj path = (Json.Obj) ((Json.Obj) document.member("paths")).member(route.path());
        return (Json.Obj) path.member(route.method().toLowerCase(Locale.ROOT));
    }

    private static void collect(Json value, Set<String> references) {
        switch (value) {
            case Json.Obj(Map<String, Json> members) ->
                members.forEach((name, member) -> {
                    if (name.equals("$ref")) {
                        references.add(Reply.text(member));
                    }
                    collect(member, references);
                });
            case Json.Arr(List<Json> items) -> items.forEach(item -> collect(item, references));
            default -> {}
        }
    }
}
