package io.certtrail.functions.api.exports;

import io.certtrail.aws.lambda.HttpResponse;
import io.certtrail.domain.access.Permission;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.exports.Export;
import io.certtrail.domain.exports.ExportDesk;
import io.certtrail.domain.exports.ExportPage;
import io.certtrail.domain.exports.Format;
import io.certtrail.domain.exports.Requester;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Found;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.functions.api.filters.Conditions;
import io.certtrail.functions.api.routing.Answer;
import io.certtrail.functions.api.routing.Call;
import io.certtrail.functions.api.routing.Clients;
import io.certtrail.functions.api.routing.JsonText;
import io.certtrail.functions.api.routing.PageLink;
import io.certtrail.functions.api.routing.Parameter;
import io.certtrail.functions.api.routing.Route;
import io.certtrail.functions.api.routing.Schema;
import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.export.Closed;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.json.Json;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

/** Asking for exports and handing them out. */
public final class ExportRoutes {
    private static final String TAG = "Exports";
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_TEXT = 1000;

    /** Seconds after which a caller who does not wait may look again. */
    private static final String LOOK_AGAIN = "2";

    private static final Parameter ID = Parameter.path("id", Schema.uuid(""));
    private static final Parameter PREFER =
            Parameter.header("Prefer", Schema.text("respond-async answers 202 at once (RFC 7240)", MAX_TEXT));
    private static final Answer SEE_FILE = Answer.empty(303, "Where the file is: follow redirects (curl -L)")
            .header("Location", "A link that works for 5 minutes; or, after 20 s, where to wait on");
    private static final Answer ACCEPTED = Answer.json(202, "It will be made", ExportSchemas.EXPORT)
            .header("Location", "Where to see how far it is")
            .header("Retry-After", "Seconds to wait");
    private static final Answer UNKNOWN = Answer.problem(404, "There is no such export");
    private static final Answer GONE = Answer.problem(410, "Nothing of what is asked is kept any more");
    private static final Answer EXPIRED = Answer.problem(410, "The export's files have expired; ask for a new one");
    private static final Answer FAILED = Answer.problem(409, "The export failed; ask for a new one");

    private final ExportDesk desk;
    private final Catalogue catalogue;
    private final Set<Format> formats;

    /** @param formats that can be asked for in this deployment */
    public ExportRoutes(ExportDesk desk, Catalogue catalogue, Set<Format> formats) {
        this.desk = desk;
        this.catalogue = catalogue;
        this.formats = formats;
    }

    public List<Route> routes() {
        return List.of(
                exporting(),
                requesting(),
                listing(),
                readingOne(),
                handingOut("/download", "downloadExport", "The file of an export", desk::fileLink),
                handingOut("/proof", "downloadExportProof", "The proof file of an export", desk::proofLink));
    }

    private Route exporting() {
        return Route.get("/api/audit/export", "exportAudit")
                .tag(TAG)
                .summary("Export entries into a file that can be verified offline")
                .description(
                        "Waits up to 20 s, then redirects to the file, or to where to wait on: curl -L ends with the"
                                + " file. The export is recorded.")
                .needs(Permission.EXPORT_AUDIT)
                .head(false)
                .takes(
                        Parameter.query(
                                        "format",
                                        new Schema.Choice(
                                                "A table, or an evidence bundle that holds it",
                                                List.of("csv", "pdf", "zip")))
                                .fallback("csv"),
                        Conditions.bound("start", "The earliest time"),
                        Conditions.bound("end", "The time before which it ends"),
                        Conditions.ZONE,
                        Conditions.ACTION,
                        Conditions.SEVERITY,
                        Parameter.query("actor", Schema.someText("The actor's id or name", MAX_TEXT)),
                        Parameter.query("resource", Schema.someText("Its type, type:id, or name", MAX_TEXT)),
                        Parameter.query("q", Schema.someText("Text that occurs in the entry, exactly", MAX_TEXT)),
                        Parameter.query("closed", ExportSchemas.ATTRIBUTE).repeated(),
                        PREFER)
                .answers(SEE_FILE, ACCEPTED, FAILED, GONE)
                .by(this::export);
    }

    private HttpResponse export(Call call) {
        Format format = format(call.text("format").orElse(Format.CSV.text()));
        Export export = desk.request(
                requester(call),
                format,
                FilterReader.ofQuery(call, catalogue),
                closed(call.texts("closed"), Code.INVALID_PARAMETER));
        if (prefersNotToWait(call)) {
            return accepted(export).with("preference-applied", "respond-async");
        }
        desk.await(export.tenant(), export.id(), ExportDesk.PATIENCE);
        URI place = desk.fileLink(requester(call), export.id())
                .orElseGet(() -> URI.create(ExportSchemas.path(export) + "/download"));
        return seeOther(place);
    }

    private Route requesting() {
        return Route.post("/api/exports", "requestExport")
                .tag(TAG)
                .summary("Ask for an export")
                .needs(Permission.EXPORT_AUDIT)
                .body(ExportSchemas.REQUEST)
                .answers(ACCEPTED, GONE)
                .by(call -> {
                    Format format = format(((Json.Str) call.object().member("format")).value());
                    ExportFilter filter = FilterReader.ofBody(call.object(), catalogue);
                    List<String> closed = FilterReader.texts(call.object(), "closed");
                    return accepted(desk.request(requester(call), format, filter, closed(closed, Code.INVALID_BODY)));
                });
    }

    private Route listing() {
        return Route.get("/api/exports", "listExports")
                .tag(TAG)
                .summary("The exports, newest first")
                .needs(Permission.EXPORT_AUDIT)
                .takes(
                        Parameter.query("limit", new Schema.Whole("", 1, ExportDesk.MAX_PAGE))
                                .fallback(String.valueOf(DEFAULT_LIMIT)),
                        Parameter.query("cursor", Schema.someText("nextCursor of the page before", 200)))
                .answers(Answer.json(200, "A page", ExportSchemas.PAGE)
                        .header("Link", "The next page, if there is one (RFC 8288, rel=next)"))
                .by(this::list);
    }

    private HttpResponse list(Call call) {
        Optional<UUID> after = call.id("cursor");
        if (after.isEmpty() && call.text("cursor").isPresent()) {
            throw Refusal.at(Code.INVALID_CURSOR, "/cursor", "expected a cursor that a page gave, found another text");
        }
        ExportPage page = desk.list(call.principal().tenant(), call.whole("limit", DEFAULT_LIMIT), after);
        HttpResponse response = JsonText.response(200, ExportSchemas.document(page, desk::expiry));
        return page.hasMore()
                ? response.with(
                        "link",
                        PageLink.next(
                                call.request(),
                                "cursor",
                                page.exports().getLast().id().toString()))
                : response;
    }

    private Route readingOne() {
        return Route.get("/api/exports/{id}", "readExport")
                .tag(TAG)
                .summary("One export and how far it is")
                .needs(Permission.EXPORT_AUDIT)
                .takes(ID)
                .answers(Answer.json(200, "The export", ExportSchemas.EXPORT), UNKNOWN)
                .by(call -> JsonText.response(
                        200, document(desk.find(call.principal().tenant(), id(call)))));
    }

    private Route handingOut(
            String suffix, String operation, String summary, BiFunction<Requester, UUID, Optional<URI>> link) {
        return Route.get("/api/exports/{id}" + suffix, operation)
                .tag(TAG)
                .summary(summary)
                .description(
                        "Waits up to 20 s, then redirects to the file, or here again: curl -L ends with the file. The"
                                + " download is recorded.")
                .needs(Permission.EXPORT_AUDIT)
                .head(false)
                .takes(ID, PREFER)
                .answers(SEE_FILE, ACCEPTED, UNKNOWN, FAILED, EXPIRED)
                .by(call -> handOut(call, suffix, link));
    }

    private HttpResponse handOut(Call call, String suffix, BiFunction<Requester, UUID, Optional<URI>> link) {
        UUID id = id(call);
        Requester requester = requester(call);
        boolean async = prefersNotToWait(call);
        Export export =
                async ? desk.find(requester.tenant(), id) : desk.await(requester.tenant(), id, ExportDesk.PATIENCE);
        Optional<URI> place = link.apply(requester, id);
        if (place.isEmpty() && async) {
            return accepted(export).with("preference-applied", "respond-async");
        }
        return seeOther(place.orElseGet(() -> URI.create(ExportSchemas.path(export) + suffix)));
    }

    /** In the order of the leaf, each once; their names are known to fit the schema. */
    private static List<Attribute> closed(List<String> names, Code ifNot) {
        List<Attribute> closed = names.stream()
                .map(name -> Attribute.find(name).orElseThrow())
                .sorted()
                .distinct()
                .toList();
        String fault = Closed.fault(closed);
        if (fault != null) {
            throw Refusal.at(ifNot, "/closed", fault);
        }
        return closed;
    }

    private Json.Obj document(Export export) {
        return ExportSchemas.document(export, desk.expiry(export));
    }

    private HttpResponse accepted(Export export) {
        return JsonText.response(202, document(export))
                .with("location", ExportSchemas.path(export))
                .with("retry-after", LOOK_AGAIN);
    }

    private static HttpResponse seeOther(URI place) {
        return HttpResponse.of(303).with("location", place.toString()).with("cache-control", "no-store");
    }

    private Format format(String text) {
        Format format = Format.parse(text)
                .orElseThrow(() -> Refusal.at(
                        Code.INVALID_PARAMETER, "/format", "expected csv, pdf or zip, found " + Found.quoted(text)));
        if (!formats.contains(format)) {
            throw Refusal.at(
                    Code.INVALID_PARAMETER,
                    "/format",
                    "this deployment makes csv alone: its parameter EvidenceBundles is off");
        }
        return format;
    }

    private static boolean prefersNotToWait(Call call) {
        String preferences = call.request().header("prefer").orElse("");
        return Arrays.stream(preferences.split("[,;]", -1))
                .map(String::strip)
                .anyMatch("respond-async"::equalsIgnoreCase);
    }

    private static Requester requester(Call call) {
        return new Requester(call.principal().tenant(), call.principal().actor(), Clients.of(call.request()));
    }

    private static UUID id(Call call) {
        return call.id("id").orElseThrow(() -> Refusal.of(Code.NOT_FOUND, "there is no export with this id"));
    }
}
