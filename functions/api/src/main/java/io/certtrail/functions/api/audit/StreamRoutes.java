package io.certtrail.functions.api.audit;

import io.certtrail.aws.lambda.HttpResponse;
import io.certtrail.domain.access.Permission;
import io.certtrail.domain.audit.AuditStream;
import io.certtrail.domain.audit.StreamPage;
import io.certtrail.domain.ocsf.OcsfRecords;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.functions.api.routing.Answer;
import io.certtrail.functions.api.routing.Call;
import io.certtrail.functions.api.routing.JsonText;
import io.certtrail.functions.api.routing.Origins;
import io.certtrail.functions.api.routing.PageLink;
import io.certtrail.functions.api.routing.Parameter;
import io.certtrail.functions.api.routing.Route;
import io.certtrail.functions.api.routing.Schema;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Json;
import java.util.List;
import java.util.function.Function;

/** The ledger in its own order, for a SIEM that remembers how far it came. */
public final class StreamRoutes {
    static final int MAX_LIMIT = 1000;

    private static final int DEFAULT_LIMIT = 500;
    private static final String AFTER = "after";
    private static final String ORIGIN = "origin";
    private static final String OCSF = "ocsf";

    private final Origins origins;
    private final AuditStream stream;
    private final OcsfRecords ocsf;

    public StreamRoutes(Origins origins, AuditStream stream, OcsfRecords ocsf) {
        this.origins = origins;
        this.stream = stream;
        this.ocsf = ocsf;
    }

    public List<Route> routes() {
        return List.of(streaming());
    }

    private Route streaming() {
        return Route.get("/api/audit/stream", "streamAudit")
                .tag("Audit")
                .summary("Follow the ledger in its own order, oldest entry first")
                .description("Go on with after = page.next of the answer before: nothing is left out and nothing comes"
                        + " twice, whatever is recorded meanwhile. At the end of the ledger data is empty and page.next"
                        + " is the position that was asked: ask again later.")
                .needs(Permission.READ_AUDIT)
                .takes(
                        Parameter.query(
                                AFTER,
                                new Schema.Whole(
                                        "The seq of the last entry that the caller has; without it the answer begins"
                                                + " with the oldest entry that is kept",
                                        0,
                                        Json.MAX_INTEGER)),
                        Parameter.query(
                                ORIGIN,
                                Schema.someText(
                                        "The log that the position is of, as an answer named it: another one is refused,"
                                                + " so that a position of before a restore is not taken for one of after it",
                                        500)),
                        Parameter.query("format", new Schema.Choice("ocsf is OCSF 1.8", List.of("json", OCSF)))
                                .fallback("json"),
                        Parameter.query("limit", new Schema.Whole("Most entries of the answer", 1, MAX_LIMIT))
                                .fallback(String.valueOf(DEFAULT_LIMIT)))
                .answers(
                        Answer.json(200, "What follows the position", StreamSchemas.PAGE)
                                .header("Link", "What follows this answer, if there is more (RFC 8288, rel=next)"),
                        Answer.problem(410, "What follows the position is kept no longer; the detail says what is"))
                .by(this::stream);
    }

    private HttpResponse stream(Call call) {
        Origin origin = origins.of(call.principal());
        call.text(ORIGIN).ifPresent(text -> requireSame(text, origin));
        StreamPage page =
                stream.read(origin, call.number(AFTER), call.whole("limit", DEFAULT_LIMIT), form(call, origin));
        HttpResponse response = JsonText.response(200, document(page)).with("cache-control", "no-store");
        return page.hasMore()
                ? response.with("link", PageLink.next(call.request(), AFTER, String.valueOf(page.next())))
                : response;
    }

    private static void requireSame(String text, Origin origin) {
        if (!text.equals(origin.text())) {
            throw Refusal.at(
                    Code.INVALID_PARAMETER,
                    "/" + ORIGIN,
                    "expected %s, found another log: if it was this one before a restore, begin again without a position; the first entry says how far the log before it came"
                            .formatted(origin.text()));
        }
    }

    private Function<LoggedEntry, Json.Obj> form(Call call, Origin origin) {
        return call.text("format").filter(OCSF::equals).isPresent()
                ? logged -> ocsf.of(origin, logged)
                : EntryDocuments::entry;
    }

    private static Json.Obj document(StreamPage page) {
        return Json.obj()
                .put("data", new Json.Arr(List.copyOf(page.records())))
                .put(
                        "page",
                        Json.obj()
                                .put("next", page.next())
                                .put("hasMore", page.hasMore())
                                .build())
                .put(
                        "stream",
                        Json.obj()
                                .put("origin", page.origin().text())
                                .put("size", page.size())
                                .put("complete", page.complete())
                                .put("asOf", EntryDocuments.time(page.asOf()))
                                .build())
                .build();
    }
}
