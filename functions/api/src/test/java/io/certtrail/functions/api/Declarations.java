package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.functions.api.routing.Answer;
import io.certtrail.functions.api.routing.Problems;
import io.certtrail.functions.api.routing.Route;
import io.certtrail.functions.api.routing.RouteTable;
import io.certtrail.functions.api.routing.Schema;
import io.certtrail.functions.api.routing.SchemaCheck;

/** Holds answers to what their routes declare. */
record Declarations(RouteTable table) {
    /** An answer is one that its route declares, or a problem document; and its JSON fits the schema. */
    void hold(String method, String path, Reply reply) {
        if (reply.status() >= 400) {
            if (!method.equals("HEAD")) {
                assertFits(Problems.SCHEMA, reply);
            }
            return;
        }
        Route route = table.find(path).stream()
                .map(RouteTable.Match::route)
                .filter(found -> found.method().equals(method) || (found.head() && method.equals("HEAD")))
                .findFirst()
                .orElseThrow();
        Answer answer = route.answers().stream()
                .filter(declared -> declared.status() == reply.status())
                .findFirst()
                .orElseThrow(() -> new AssertionError("%s %s does not declare %d: %s"
                        .formatted(method, route.path(), reply.status(), reply.bodyText())));
        Schema schema = answer.schema();
        if (schema != null && !method.equals("HEAD")) {
            assertFits(schema, reply);
        }
        if (answer.contentType() == null) {
            assertThat(reply.bodyText()).isEmpty();
        }
    }

    private static void assertFits(Schema schema, Reply reply) {
        assertThat(SchemaCheck.violations(schema, reply.json(), ""))
                .as(reply.bodyText())
                .isEmpty();
    }
}
