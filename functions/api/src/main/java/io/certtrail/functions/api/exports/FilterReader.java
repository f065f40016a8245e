package io.certtrail.functions.api.exports;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.functions.api.filters.Conditions;
import io.certtrail.functions.api.routing.Call;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which entries to export, from the parameters of a query or from a body, both known to fit their schemas. */
final class FilterReader {
    private FilterReader() {}

    /**
     * The filter of a query.
     *
     * @throws Refusal with everything that is wrong
     */
    static ExportFilter ofQuery(Call call, Catalogue catalogue) {
        Conditions conditions = new Conditions(catalogue);
        ZoneId zone = conditions.zone(call.text(Conditions.ZONE.name()));
        Instant from = conditions.from("/start", call.text("start").orElse(null), zone);
        Instant to = conditions.to("/end", call.text("end").orElse(null), zone);
        conditions.requireRange("/end", from, to);
        List<String> actions =
                conditions.actions("/action", call.texts("action")).texts();
        conditions.refuse(Code.INVALID_PARAMETER);
        Json.ObjBuilder filter = filter(from, to, actions)
                .putIfPresent("actor", call.text("actor").orElse(null))
                .putIfPresent("resource", call.text("resource").orElse(null))
                .putIfPresent("q", call.text("q").orElse(null));
        put(filter, "severity", call.texts("severity").stream().distinct().toList());
        return ExportFilter.parse(filter.build());
    }

    /**
     * The filter of a body, if it has one.
     *
     * @throws Refusal with everything that is wrong
     */
    static ExportFilter ofBody(Json.Obj body, Catalogue catalogue) {
        if (!(body.get("filter") instanceof Json.Obj given)) {
            return ExportFilter.NONE;
        }
        Conditions conditions = new Conditions(catalogue);
        Instant from = conditions.from("/filter/from", text(given, "from"), ZoneOffset.UTC);
        Instant to = conditions.to("/filter/to", text(given, "to"), ZoneOffset.UTC);
        conditions.requireRange("/filter/to", from, to);
        List<String> actions =
                conditions.actions("/filter/action", texts(given, "action")).texts();
        conditions.refuse(Code.INVALID_BODY);
        Json.ObjBuilder filter = filter(from, to, actions)
                .putIfPresent("actorType", text(given, "actorType"))
                .putIfPresent("actor", text(given, "actor"))
                .putIfPresent("resource", text(given, "resource"))
                .putIfPresent("q", text(given, "q"));
        put(filter, "severity", texts(given, "severity").stream().distinct().toList());
        return ExportFilter.parse(filter.build());
    }

    private static Json.ObjBuilder filter(@Nullable Instant from, @Nullable Instant to, List<String> actions) {
        Json.ObjBuilder filter = Json.obj()
                .putIfPresent("from", from == null ? null : LedgerTime.text(from))
                .putIfPresent("to", to == null ? null : LedgerTime.text(to));
        put(filter, "action", actions);
        return filter;
    }

    private static void put(Json.ObjBuilder filter, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            filter.put(name, new Json.Arr(texts.stream().<Json>map(Json::of).toList()));
        }
    }

    private static @Nullable String text(Json.Obj object, String name) {
        return object.get(name) instanceof Json.Str(String text) ? text : null;
    }

    static List<String> texts(Json.Obj object, String name) {
        return object.get(name) instanceof Json.Arr(List<Json> items)
                ? items.stream().map(item -> ((Json.Str) item).value()).toList()
                : List.of();
    }
}
