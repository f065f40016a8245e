package io.certtrail.domain.exports;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.EntryRules;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.export.Closed;
import io.certtrail.ledger.json.Json;
import java.time.Instant;

/** The events that exports record. Each belongs to its export: that is its resource and its trace. */
public final class ExportEvents {
    private static final Actor WORKER = new Actor(Actor.Type.WORKER, "export", "export worker");

    /** An error's longest text, in characters; the rest is cut off. */
    private static final int MAX_ERROR = 1_000;

    private final Catalogue catalogue;
    private final IdSource ids;

    public ExportEvents(Catalogue catalogue, IdSource ids) {
        this.catalogue = catalogue;
        this.ids = ids;
    }

    /** The export is there: by whoever asked for it. */
    Event exported(Export export, Result result, Instant now) {
        Json.ObjBuilder details = Json.obj()
                .put("format", export.format().text())
                .put("filter", export.filter().toJson())
                .put("rows", result.rows())
                .put("sha256", result.sha256())
                .put("treeSize", result.treeSize());
        if (!export.asked().closed().isEmpty()) {
            details.put("closed", Closed.toJson(export.asked().closed()));
        }
        return event(export, now, "audit.exported", export.requester(), details.build());
    }

    /** The export will not be made. */
    Event failed(Export export, String error, Instant now) {
        Json.Obj details = Json.obj()
                .put("error", error)
                .put("attempts", export.attempts())
                .build();
        return event(export, now, "audit.export.failed", worker(export), details);
    }

    /** What the ledger holds is not what was signed. */
    Event verificationFailed(Export export, String finding, Instant now) {
        return catalogue.event(
                ids.next(),
                now,
                "audit.verification.failed",
                WORKER,
                Client.NONE,
                new Resource("ledger", export.origin().text(), null),
                Json.obj().put("finding", finding).build(),
                export.id().toString());
    }

    /** Somebody was given a link to one of the files. */
    Event downloaded(Export export, Requester by, ExportFile file, Instant now) {
        Json.Obj details = Json.obj()
                .put("by", by.actor().name())
                .put("file", file.name(export))
                .build();
        return event(export, now, "audit.export.downloaded", by, details);
    }

    /** An error as exports and events keep it: one line of bounded length. */
    static String describe(Exception error) {
        String message = error.getMessage();
        String text = message == null ? error.getClass().getSimpleName() : EntryRules.replaceControls(message);
        return text.codePointCount(0, text.length()) <= MAX_ERROR
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_ERROR)) + '…';
    }

    private Event event(Export export, Instant now, String action, Requester by, Json.Obj details) {
        return catalogue.event(
                ids.next(),
                now,
                action,
                by.actor(),
                by.client(),
                new Resource("export", export.id().toString(), null),
                details,
                export.id().toString());
    }

    private static Requester worker(Export export) {
        return new Requester(export.tenant(), WORKER, Client.NONE);
    }
}
