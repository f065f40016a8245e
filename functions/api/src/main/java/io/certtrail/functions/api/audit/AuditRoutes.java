package io.certtrail.functions.api.audit;

import io.certtrail.aws.lambda.HttpResponse;
import io.certtrail.domain.access.Permission;
import io.certtrail.domain.audit.AuditPage;
import io.certtrail.domain.audit.AuditQuery;
import io.certtrail.domain.audit.AuditSearch;
import io.certtrail.domain.audit.EntryDesk;
import io.certtrail.domain.audit.EventIntake;
import io.certtrail.domain.catalogue.Catalogue;
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
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Recording events, searching, and reading one entry. */
public final class AuditRoutes {
    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 500;

    private static final String TAG = "Audit";
    private static final int MAX_WAIT_SECONDS = 10;

    static final Parameter ID = Parameter.path("id", Schema.uuid("The id that the recorder was given"));

    static final Parameter WAIT = Parameter.query(
                    "wait",
                    new Schema.Whole("Seconds to wait for an entry that is not in the chain yet", 0, MAX_WAIT_SECONDS))
            .fallback("0");

    private final Origins origins;
    private final EventIntake intake;
    private final AuditSearch search;
    private final EntryDesk entries;
    private final Catalogue catalogue;

    public AuditRoutes(
            Origins origins, EventIntake intake, AuditSearch search, EntryDesk entries, Catalogue catalogue) {
        this.origins = origins;
        this.intake = intake;
        this.search = search;
        this.entries = entries;
        this.catalogue = catalogue;
    }

    public List<Route> routes() {
        return List.of(recording(), searching(), readingTheCatalogue(), readingOne());
    }

    private Route recording() {
        return Route.post("/api/audit/events", "recordEvents")
                .tag(TAG)
                .summary("Record events")
                .description("Up to 100 events and 1 MB, all or none. An event that brings its own id is logged once,"
                        + " however often it is sent. An action of the catalogue must carry its details; the severity is"
                        + " the action's. Actions that begin with ledger. or audit. are recorded by the ledger alone.")
                .needs(Permission.APPEND_EVENTS)
                .body(AuditSchemas.events(catalogue))
                .answers(
                        Answer.json(202, "The events are durable", AuditSchemas.ACCEPTED),
                        Answer.problem(409, "An id stands in the ledger for another event"),
                        Answer.problem(422, "An event can't be recorded as it is; none was"),
                        Answer.problem(
                                        429,
                                        "Recorded events wait more than 10 minutes for the chain; none was recorded")
                                .header("Retry-After", "Seconds to wait"))
                .by(this::record);
    }

    private HttpResponse record(Call call) {
        List<Json> events = ((Json.Arr) call.object().member("events")).items();
        List<UUID> ids = intake.accept(origins.of(call.principal()), call.principal(), events);
        Json.Arr answer = new Json.Arr(
                ids.stream().<Json>map(id -> Json.of(id.toString())).toList());
        return JsonText.response(202, Json.obj().put("ids", answer).build());
    }

    private Route searching() {
        return Route.get("/api/audit", "searchAudit")
                .tag(TAG)
                .summary("Search the ledger")
                .description(
                        "All filters must match. No page misses or repeats an entry, whatever is recorded meanwhile.")
                .needs(Permission.READ_AUDIT)
                .takes(AuditParameters.SEARCH)
                .answers(Answer.json(200, "A page", AuditSchemas.PAGE)
                        .header("Link", "The next page, if there is one (RFC 8288, rel=next)"))
                .by(this::search);
    }

    private HttpResponse search(Call call) {
        AuditQuery query = QueryReader.read(call, catalogue);
        AuditPage page = search.search(
                origins.of(call.principal()),
                query,
                call.whole("limit", DEFAULT_LIMIT),
                call.text("cursor").orElse(null));
        HttpResponse response =
                JsonText.response(200, EntryDocuments.page(page)).with("cache-control", "no-store");
        return Optional.ofNullable(page.nextCursor())
                .map(cursor -> response.with("link", PageLink.next(call.request(), "cursor", cursor)))
                .orElse(response);
    }

    private Route readingTheCatalogue() {
        return Route.get("/api/audit/catalogue", "readCatalogue")
                .tag(TAG)
                .summary("All actions, in both spellings, and what their events must carry")
                .needs(Permission.READ_AUDIT)
                .answers(Answer.json(200, "The catalogue", AuditSchemas.CATALOGUE))
                .by(_ -> JsonText.response(200, EntryDocuments.catalogue(catalogue)));
    }

    private Route readingOne() {
        return Route.get("/api/audit/{id}", "readEntry")
                .tag(TAG)
                .summary("One entry, with what its commitments are made from")
                .needs(Permission.READ_AUDIT)
                .takes(ID, WAIT, Parameter.header("If-None-Match", Schema.text("An ETag of before", MAX_LIMIT)))
                .answers(
                        Answer.json(200, "The entry", AuditSchemas.FULL_ENTRY)
                                .header("ETag", "Strong: an entry never changes"),
                        Answer.empty(304, "It is the one that the caller has"),
                        Answer.problem(404, "There is no such entry in the chain (yet)"))
                .by(this::readOne);
    }

    private HttpResponse readOne(Call call) {
        LoggedEntry entry = find(entries, origins, call);
        String etag = '"' + entry.leaf().hash().hex() + '"';
        if (isMentioned(etag, call.request().header("if-none-match").orElse(""))) {
            return HttpResponse.of(304).with("etag", etag);
        }
        return JsonText.response(200, EntryDocuments.fullEntry(entry))
                .with("etag", etag)
                .with("cache-control", "private, no-cache");
    }

    /** RFC 9110 §13.1.2; weak comparison. */
    private static boolean isMentioned(String etag, String header) {
        for (String known : header.split(",", -1)) {
            String tag = known.strip();
            if (tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag)) {
                return true;
            }
        }
        return false;
    }

    /** The entry that a call names, awaited as long as it says. */
    static LoggedEntry find(EntryDesk entries, Origins origins, Call call) {
        Duration wait = Duration.ofSeconds(call.whole("wait", 0));
        return call.id("id")
                .flatMap(id -> entries.find(origins.of(call.principal()), id, wait))
                .orElseThrow(() -> Refusal.of(
                        Code.NOT_FOUND, "no entry with this id is in the chain (yet); wait=10 waits for it"));
    }
}
