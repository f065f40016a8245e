package io.certtrail.functions.api.audit;

import io.certtrail.aws.lambda.HttpResponse;
import io.certtrail.domain.access.Permission;
import io.certtrail.domain.audit.AuditQuery;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.searches.SavedSearch;
import io.certtrail.domain.searches.SearchDesk;
import io.certtrail.domain.searches.SearchOwner;
import io.certtrail.functions.api.routing.Answer;
import io.certtrail.functions.api.routing.Call;
import io.certtrail.functions.api.routing.JsonText;
import io.certtrail.functions.api.routing.Parameter;
import io.certtrail.functions.api.routing.Route;
import io.certtrail.functions.api.routing.Schema;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.json.Json;
import java.util.List;

/** Searches that their owner keeps: a search is its address, so what is kept is its query string. */
public final class SavedSearchRoutes {
    private static final String PATH = "/api/audit/searches";
    private static final String TAG = "Audit";
    private static final int MAX_QUERY = 4000;

    private static final Schema NAME = Schema.someText("Different for each of the owner's", SearchDesk.MAX_NAME);
    private static final Schema QUERY = Schema.text(
                    "The query string of the search: what stands behind the question mark of GET /api/audit, without a cursor",
                    MAX_QUERY)
            .example("action=rotation.*&severity=error&q=vault");

    private static final Schema REQUEST = new Schema.Named(
            "SavedSearchRequest",
            Schema.object("A search to keep").required("name", NAME).required("query", QUERY));

    private static final Schema SEARCH = new Schema.Named(
            "SavedSearch",
            Schema.object("A search that is kept")
                    .required("name", NAME)
                    .required("query", QUERY)
                    .required("address", Schema.text("Where it is found", MAX_QUERY + "/api/audit?".length()))
                    .required("savedAt", Schema.time("")));

    private final SearchDesk desk;
    private final Catalogue catalogue;

    public SavedSearchRoutes(SearchDesk desk, Catalogue catalogue) {
        this.desk = desk;
        this.catalogue = catalogue;
    }

    public List<Route> routes() {
        return List.of(listing(), saving(), removing());
    }

    private Route listing() {
        return Route.get(PATH, "listSavedSearches")
                .tag(TAG)
                .summary("The caller's saved searches, by name")
                .needs(Permission.READ_AUDIT)
                .answers(Answer.json(
                        200,
                        "All of them",
                        new Schema.Named(
                                "SavedSearches",
                                Schema.object("").required("data", new Schema.Items("", SEARCH, 0, SearchDesk.MOST)))))
                .by(call -> JsonText.response(
                        200,
                        Json.obj()
                                .put(
                                        "data",
                                        new Json.Arr(desk.all(SearchOwner.of(call.principal())).stream()
                                                .<Json>map(SavedSearchRoutes::document)
                                                .toList()))
                                .build()));
    }

    private Route saving() {
        return Route.put(PATH, "saveSearch")
                .tag(TAG)
                .summary("Keep a search under a name, in the place of the caller's one of that name")
                .description("At most " + SearchDesk.MOST + ". Nobody else sees it.")
                .needs(Permission.READ_AUDIT)
                .body(REQUEST)
                .answers(Answer.json(200, "It is kept", SEARCH))
                .by(this::save);
    }

    private HttpResponse save(Call call) {
        String query = text(call, "query");
        requireSearch(call, query);
        SavedSearch saved = desk.save(SearchOwner.of(call.principal()), text(call, "name"), query);
        return JsonText.response(200, document(saved));
    }

    private void requireSearch(Call call, String query) {
        try {
            Call search = call.ofQuery(AuditParameters.SEARCH, query);
            AuditQuery _ = QueryReader.read(search, catalogue);
            if (search.text("cursor").isPresent()) {
                throw Refusal.of(
                        Code.INVALID_CURSOR, "a place in its pages is not part of a search: leave the cursor out");
            }
        } catch (Refusal refusal) {
            throw Refusal.at(Code.INVALID_BODY, "/query", refusal.detail());
        }
    }

    private Route removing() {
        return Route.delete(PATH, "removeSavedSearch")
                .tag(TAG)
                .summary("Forget one of the caller's saved searches")
                .needs(Permission.READ_AUDIT)
                .takes(Parameter.query("name", NAME))
                .answers(Answer.empty(204, "It is gone"), Answer.problem(404, "The caller has none of that name"))
                .by(this::remove);
    }

    private HttpResponse remove(Call call) {
        String name = call.text("name")
                .orElseThrow(() -> Refusal.at(Code.INVALID_PARAMETER, "/name", "expected the name of a saved search"));
        desk.remove(SearchOwner.of(call.principal()), name);
        return HttpResponse.of(204);
    }

    private static Json.Obj document(SavedSearch search) {
        return Json.obj()
                .put("name", search.name())
                .put("query", search.query())
                .put("address", search.query().isEmpty() ? "/api/audit" : "/api/audit?" + search.query())
                .put("savedAt", LedgerTime.text(search.saved()))
                .build();
    }

    private static String text(Call call, String name) {
        return ((Json.Str) call.object().member(name)).value();
    }
}
