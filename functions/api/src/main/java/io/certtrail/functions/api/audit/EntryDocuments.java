package io.certtrail.functions.api.audit;

import io.certtrail.domain.audit.AuditPage;
import io.certtrail.domain.catalogue.ActionDefinition;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.ledger.entry.EntryJson;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What the routes of the audit log answer, as {@link AuditSchemas} describes it. */
final class EntryDocuments {
    private EntryDocuments() {}

    static Json.Obj entry(LoggedEntry logged) {
        return start(logged).build();
    }

    static Json.Obj fullEntry(LoggedEntry logged) {
        return start(logged)
                .put("seed", HexFormat.of().formatHex(logged.seed().bytes()))
                .put("leafHash", logged.leaf().hash().base64())
                .build();
    }

    private static Json.ObjBuilder start(LoggedEntry logged) {
        Json.ObjBuilder object = Json.obj().put("seq", logged.seq());
        EntryJson.of(logged.entry()).members().forEach(object::put);
        return object;
    }

    static Json.Obj page(AuditPage page) {
        return Json.obj()
                .put(
                        "data",
                        new Json.Arr(page.entries().stream()
                                .<Json>map(EntryDocuments::entry)
                                .toList()))
                .put("page", pageOf(page.nextCursor()))
                .put("search", search(page.from(), page.to(), page.scanned(), page.complete(), page.asOf()))
                .build();
    }

    static Json pageOf(@Nullable String cursor) {
        return Json.obj()
                .put("nextCursor", cursor == null ? Json.NULL : Json.of(cursor))
                .put("hasMore", cursor != null)
                .build();
    }

    static Json search(@Nullable Instant from, @Nullable Instant to, long scanned, boolean complete, Instant asOf) {
        return Json.obj()
                .put("from", time(from))
                .put("to", time(to))
                .put("scanned", scanned)
                .put("complete", complete)
                .put("asOf", time(asOf))
                .build();
    }

    static Json time(@Nullable Instant time) {
        return time == null ? Json.NULL : Json.of(LedgerTime.text(time));
    }

    static Json.Obj catalogue(Catalogue catalogue) {
        return Json.obj()
                .put(
                        "data",
                        new Json.Arr(catalogue.actions().stream()
                                .map(EntryDocuments::action)
                                .toList()))
                .build();
    }

    private static Json action(ActionDefinition action) {
        return Json.obj()
                .put("action", action.action())
                .put("constant", action.constant())
                .put("severity", action.severity().text())
                .put("resource", String.valueOf(action.resourceType()))
                .put(
                        "details",
                        new Json.Arr(action.details().stream()
                                .<Json>map(field -> Json.obj()
                                        .put("name", field.name())
                                        .put("type", field.type().text())
                                        .build())
                                .toList()))
                .put("description", action.description())
                .put("recordedByCallers", !action.internal())
                .build();
    }
}
