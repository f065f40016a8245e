package io.certtrail.ledger.export;

import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonException;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.ledger.json.Utf8Sink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of the CSV, and which of them show which attribute. */
final class Columns {
    /** All but the row's hash, which is not part of what it is of. */
    static final List<String> HASHED = List.of(
            "seq",
            "id",
            "time",
            "occurred",
            "action",
            "severity",
            "actor_type",
            "actor_id",
            "actor_name",
            "client_ip",
            "client_user_agent",
            "resource_type",
            "resource_id",
            "resource_name",
            "description",
            "details",
            "trace",
            "seed");

    static final int SEQ = 0;
    static final int ID = 1;
    static final int SEED = 17;

    private static final List<String> NO_MEMBERS = List.of();

    private Columns() {}

    static String header() {
        return String.join(",", HASHED) + ",row_hash";
    }

    /** The first column of an attribute; its members, if it has some, have one each. */
    static int first(Attribute attribute) {
        return switch (attribute) {
            case TIME -> 2;
            case OCCURRED -> 3;
            case ACTION -> 4;
            case SEVERITY -> 5;
            case ACTOR -> 6;
            case CLIENT -> 9;
            case RESOURCE -> 11;
            case DESCRIPTION -> 14;
            case DETAILS -> 15;
            case TRACE -> 16;
        };
    }

    private static List<String> members(Attribute attribute) {
        return switch (attribute) {
            case ACTOR -> List.of("type", "id", "name");
            case CLIENT -> List.of("ip", "userAgent");
            case RESOURCE -> List.of("type", "id", "name");
            case TIME, OCCURRED, ACTION, SEVERITY, DESCRIPTION, DETAILS, TRACE -> NO_MEMBERS;
        };
    }

    /** Whether an empty cell says that there is no such member, rather than that it is empty. */
    private static boolean isOptional(Attribute attribute, String member) {
        return attribute == Attribute.CLIENT || (attribute == Attribute.RESOURCE && member.equals("name"));
    }

    /** Appends the cells of an entry's attribute to a line, each behind a comma. */
    static void write(Attribute attribute, Entry entry, Utf8Sink line) {
        switch (attribute) {
            case TIME -> cells(line, LedgerTime.text(entry.time()));
            case OCCURRED -> cells(line, LedgerTime.text(entry.occurred()));
            case ACTION -> cells(line, entry.action());
            case SEVERITY -> cells(line, entry.severity().text());
            case ACTOR -> {
                Actor actor = entry.actor();
                cells(line, actor.type().text(), actor.id(), actor.name());
            }
            case CLIENT -> cells(line, entry.client().ip(), entry.client().userAgent());
            case RESOURCE -> {
                Resource resource = entry.resource();
                cells(line, resource.type(), resource.id(), resource.name());
            }
            case DESCRIPTION -> cells(line, entry.description());
            case DETAILS -> cells(line, Jcs.text(entry.details()));
            case TRACE -> cells(line, entry.trace());
        }
    }

    /** Appends the empty cells of an attribute that is closed. */
    static void leaveOut(Attribute attribute, Utf8Sink line) {
        for (int i = Math.max(1, members(attribute).size()); i > 0; i--) {
            line.ascii(',');
        }
    }

    private static void cells(Utf8Sink line, @Nullable String... values) {
        for (String value : values) {
            line.ascii(',');
            if (value != null) {
                CsvLine.cell(value, line);
            }
        }
    }

    /** Writes an attribute's value to its cells. */
    static void put(Attribute attribute, Json value, List<String> cells) {
        int column = first(attribute);
        switch (value) {
            case Json.Str(String text) -> cells.set(column, text);
            case Json.Obj object when attribute == Attribute.DETAILS -> cells.set(column, Jcs.text(object));
            case Json.Obj object -> {
                for (String member : members(attribute)) {
                    cells.set(column++, object.get(member) instanceof Json.Str(String text) ? text : "");
                }
            }
            case Json other -> throw new IllegalArgumentException("no value of " + attribute.text());
        }
    }

    /** The attribute's value as its cells show it. */
    static Json get(Attribute attribute, List<String> cells) {
        int column = first(attribute);
        if (attribute == Attribute.DETAILS) {
            return details(cells.get(column));
        }
        List<String> members = members(attribute);
        if (members.isEmpty()) {
            return Json.of(cells.get(column));
        }
        Json.ObjBuilder object = Json.obj();
        for (String member : members) {
            String cell = cells.get(column++);
            object.putIfPresent(member, cell.isEmpty() && isOptional(attribute, member) ? null : cell);
        }
        return object.build();
    }

    private static Json details(String cell) {
        try {
            if (JsonReader.parse(cell.getBytes(StandardCharsets.UTF_8)) instanceof Json.Obj object) {
                return object;
            }
            throw new FormatException("details", "a JSON object", Excerpt.of(cell));
        } catch (JsonException e) {
            throw new FormatException("details", "strict JSON", e.getMessage() + " at " + e.pointer());
        }
    }
}
