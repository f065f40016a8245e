package io.certtrail.functions.api.health;

import io.certtrail.functions.api.routing.Answer;
import io.certtrail.functions.api.routing.JsonText;
import io.certtrail.functions.api.routing.Route;
import io.certtrail.functions.api.routing.Schema;
import io.certtrail.ledger.json.Json;
import java.util.List;

/** Says that the API answers; the one route that is open to everyone. */
public final class HealthRoute {
    private static final String OK = "ok";
    private static final Schema HEALTH =
            new Schema.Named("Health", Schema.object("").required("status", new Schema.Choice("", List.of(OK))));

    private HealthRoute() {}

    public static Route route() {
        return Route.get("/health", "health")
                .tag("Health")
                .summary("Whether the API answers")
                .answers(Answer.json(200, "It does", HEALTH))
                .by(_ -> JsonText.response(200, Json.obj().put("status", OK).build()));
    }
}
