package io.certtrail.functions.api.exports;

import io.certtrail.domain.exports.Export;
import io.certtrail.domain.exports.ExportDesk;
import io.certtrail.domain.exports.ExportPage;
import io.certtrail.domain.exports.Format;
import io.certtrail.domain.exports.Progress;
import io.certtrail.domain.exports.Result;
import io.certtrail.domain.exports.State;
import io.certtrail.functions.api.filters.Conditions;
import io.certtrail.functions.api.routing.Schema;
import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.EntryJson;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.export.Closed;
import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What goes in and out of the routes of exports. */
final class ExportSchemas {
    private static final int MAX_TEXT = 1000;
    private static final int MAX_CONDITIONS = 100;
    private static final List<String> FORMATS =
            Arrays.stream(Format.values()).map(Format::text).toList();
    private static final List<String> STATES = List.of("queued", "running", "ready", "failed");

    /** A request's filter; times are read by the domain. */
    static final Schema FILTER = new Schema.Named(
            "ExportFilter",
            Schema.object("Which entries: those that meet every condition. Comparison is exact")
                    .optional("from", Schema.time("The earliest time"))
                    .optional("to", Schema.time("The time before which it ends"))
                    .optional(
                            "action",
                            new Schema.Items(
                                    "Names in either spelling, or rotation.* for what begins with rotation.",
                                    Schema.someText("", 200),
                                    1,
                                    MAX_CONDITIONS))
                    .optional(
                            "severity", new Schema.Items("", Conditions.SEVERITY.schema(), 1, Severity.values().length))
                    .optional("actorType", Conditions.ACTOR_TYPE)
                    .optional("actor", Schema.someText("The actor's id or name", MAX_TEXT))
                    .optional("resource", Schema.someText("The resource's type, type:id, or name", MAX_TEXT))
                    .optional(
                            "q",
                            Schema.someText(
                                    "Text that occurs in the description, the actor, the client, the resource, the trace"
                                            + " or the canonical form of the details",
                                    MAX_TEXT)));

    /** The name of an attribute. */
    static final Schema ATTRIBUTE =
            new Schema.Choice("", Attribute.ALL.stream().map(Attribute::text).toList());

    /** What a copy for an outsider does not show. */
    static final Schema CLOSED = new Schema.Items(
            "Attributes that are not shown: each row still proves that its entry is in the log. Whoever closes actor,"
                    + " client or resource closes description and details too",
            ATTRIBUTE,
            1,
            Attribute.ALL.size() - 1);

    private static final Schema PROGRESS = Schema.object("How far it is, until it is ready")
            .required(
                    "step",
                    new Schema.Choice(
                            "rows while entries are read and written, bundle while they are sealed into a bundle",
                            List.of(Progress.Step.ROWS.text(), Progress.Step.BUNDLE.text())))
            .required("rows", number("Entries that matched so far"))
            .required("percent", new Schema.Whole("Of the whole work", 0, 99));

    static final Schema REQUEST = new Schema.Named(
            "ExportRequest",
            Schema.object("What to export")
                    .required("format", new Schema.Choice("", FORMATS))
                    .optional("filter", FILTER)
                    .optional("closed", CLOSED));

    static final Schema EXPORT = new Schema.Named(
            "Export",
            Schema.object("An export and how far it is")
                    .required("id", Schema.uuid(""))
                    .required("format", new Schema.Choice("", FORMATS))
                    .required("filter", FILTER)
                    .optional("closed", CLOSED)
                    .required("state", new Schema.Choice("", STATES))
                    .required("requestedAt", Schema.time(""))
                    .required("requestedBy", Schema.openObject("The actor who asked for it"))
                    .required("download", Schema.text("Where its file is handed out, once it is ready", 200))
                    .required("proof", Schema.text("Where its proof file is handed out", 200))
                    .optional("progress", PROGRESS)
                    .optional("readyAt", Schema.time(""))
                    .optional(
                            "expiresAt",
                            Schema.time("From when on its files are there no more, and are answered with 410"))
                    .optional("rows", number("Entries in it"))
                    .optional("bytes", number("The file's size"))
                    .optional("sha256", Schema.text("Of the whole file, in hex", 64))
                    .optional("treeSize", number("The size of the signed tree that it was made from"))
                    .optional("fromSeq", number("The first place that was looked at"))
                    .optional("toSeq", number("The place after the last one that was looked at"))
                    .optional(
                            "complete", new Schema.Flag("Whether the proof shows that no matching entry was left out"))
                    .optional("error", Schema.text("Why it failed, or why the last attempt did", 2000)));

    static final Schema PAGE = new Schema.Named(
            "ExportPage",
            Schema.object("Some exports, newest first")
                    .required("data", new Schema.Items("", EXPORT, 0, ExportDesk.MAX_PAGE))
                    .required(
                            "page",
                            Schema.object("")
                                    .required("nextCursor", new Schema.OrNull(Schema.text("Give it as cursor", 200)))
                                    .required("hasMore", new Schema.Flag(""))));

    private ExportSchemas() {}

    private static Schema.Whole number(String description) {
        return new Schema.Whole(description, 0, Json.MAX_INTEGER);
    }

    static String path(Export export) {
        return "/api/exports/" + export.id();
    }

    /** @param expiry from when on the files are there no more; empty if they are not there yet */
    static Json.Obj document(Export export, Optional<Instant> expiry) {
        Json.ObjBuilder object = Json.obj()
                .put("id", export.id().toString())
                .put("format", export.format().text())
                .put("filter", export.filter().toJson())
                .put("state", export.state().text())
                .put("requestedAt", LedgerTime.text(export.requestedAt()))
                .put("requestedBy", EntryJson.of(export.requester().actor()))
                .put("download", path(export) + "/download")
                .put("proof", path(export) + "/proof")
                .putIfPresent("expiresAt", expiry.map(LedgerTime::text).orElse(null));
        List<Attribute> closed = export.asked().closed();
        if (!closed.isEmpty()) {
            object.put("closed", Closed.toJson(closed));
        }
        switch (export.state()) {
            case State.Queued queued ->
                object.putIfPresent("error", queued.lastError().isEmpty() ? null : queued.lastError())
                        .put("progress", progress(export));
            case State.Running _ -> object.put("progress", progress(export));
            case State.Ready ready -> addResult(object.put("readyAt", LedgerTime.text(ready.at())), ready.result());
            case State.Failed failed -> object.put("error", failed.error());
        }
        return object.build();
    }

    private static Json.Obj progress(Export export) {
        Progress progress = export.work().progress();
        return Json.obj()
                .put("step", progress.step().text())
                .put("rows", progress.rows())
                .put("percent", progress.percent(export.format()))
                .build();
    }

    private static void addResult(Json.ObjBuilder object, Result result) {
        object.put("rows", result.rows())
                .put("bytes", result.file().bytes())
                .put("sha256", result.sha256())
                .put("treeSize", result.treeSize())
                .put("fromSeq", result.fromSeq())
                .put("toSeq", result.toSeq())
                .put("complete", result.complete());
    }

    static Json.Obj document(ExportPage page, Function<Export, Optional<Instant>> expiry) {
        Json next = page.hasMore() ? Json.of(page.exports().getLast().id().toString()) : Json.NULL;
        return Json.obj()
                .put(
                        "data",
                        new Json.Arr(page.exports().stream()
                                .<Json>map(export -> document(export, expiry.apply(export)))
                                .toList()))
                .put(
                        "page",
                        Json.obj()
                                .put("nextCursor", next)
                                .put("hasMore", page.hasMore())
                                .build())
                .build();
    }
}
