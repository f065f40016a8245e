package io.certtrail.ledger.export;

import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The strict reader and the writer of an {@link ExportFilter}. */
final class FilterJson {
    private static final Set<String> NAMES =
            Set.of("from", "to", "action", "severity", "actorType", "actor", "resource", "q");

    private FilterJson() {}

    static Json.Obj of(ExportFilter filter) {
        Json.ObjBuilder json = Json.obj();
        Instant from = filter.from();
        Instant to = filter.to();
        Actor.Type actorType = filter.actorType();
        json.putIfPresent("from", from == null ? null : LedgerTime.text(from));
        json.putIfPresent("to", to == null ? null : LedgerTime.text(to));
        putList(json, "action", filter.action());
        putList(json, "severity", filter.severity().stream().map(Severity::text).toList());
        json.putIfPresent("actorType", actorType == null ? null : actorType.text());
        json.putIfPresent("actor", filter.actor());
        json.putIfPresent("resource", filter.resource());
        json.putIfPresent("q", filter.q());
        return json.build();
    }

    private static void putList(Json.ObjBuilder json, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            json.put(name, new Json.Arr(texts.stream().<Json>map(Json.Str::new).toList()));
        }
    }

    static ExportFilter parse(Json json, String pointer) {
        Fields fields = Fields.of(json, pointer, List.of(), NAMES);
        return new ExportFilter(
                fields.optionalText("from", LedgerTime::parse),
                fields.optionalText("to", LedgerTime::parse),
                list(fields, "action", FilterJson::notEmpty),
                list(fields, "severity", Severity::parse),
                fields.optionalText("actorType", Actor.Type::parse),
                fields.optionalText("actor", FilterJson::notEmpty),
                fields.optionalText("resource", FilterJson::notEmpty),
                fields.optionalText("q", FilterJson::notEmpty));
    }

    private static <T> List<T> list(Fields fields, String name, Function<String, T> read) {
        if (!fields.has(name)) {
            return List.of();
        }
        List<T> values = fields.texts(name, Integer.MAX_VALUE, read);
        if (values.isEmpty()) {
            throw new FormatException(fields.at(name), "at least one item, or no such member", "an empty list");
        }
        return values;
    }

    private static String notEmpty(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a condition is not empty");
        }
        return text;
    }
}
