package io.certtrail.bench.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;

/** The report as JSON, with every figure as it was measured; what was not measured is null. */
public final class JsonFile {
    private JsonFile() {}

    public static String of(Report report) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeObjectFieldStart("run");
            for (Map.Entry<String, String> fact : report.facts().entrySet()) {
                json.writeStringField(fact.getKey(), fact.getValue());
            }
            json.writeEndObject();
            json.writeBooleanField("quick", report.quick());
            json.writeArrayFieldStart("reach");
            for (Reach reach : report.reaches()) {
                write(json, reach);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("appending");
            for (Row row : report.rows()) {
                write(json, row);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("figures");
            for (Figure figure : report.figures()) {
                write(json, figure);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("notRun");
            for (String what : report.notRun()) {
                json.writeString(what);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text + "\n";
    }

    private static void write(JsonGenerator json, Reach reach) throws IOException {
        json.writeStartObject();
        json.writeStringField("wanted", reach.wanted());
        number(json, "found", reach.found());
        number(json, reach.atLeast() ? "atLeast" : "atMost", reach.limit());
        json.writeStringField("met", reach.met());
        json.writeStringField("note", reach.note());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Row row) throws IOException {
        json.writeStartObject();
        json.writeStringField("contender", row.contender());
        json.writeStringField("place", row.place());
        json.writeStringField("storage", row.storage().words());
        json.writeBooleanField("durable", row.storage().durable());
        json.writeNumberField("eventsARequest", row.batch());
        json.writeNumberField("writers", row.writers());
        number(json, "eventsASecond", row.eventsASecond().median());
        number(json, "eventsASecondMin", row.eventsASecond().min());
        number(json, "eventsASecondMax", row.eventsASecond().max());
        number(json, "p50Ms", row.p50());
        number(json, "p99Ms", row.p99());
        number(json, "writeUnitsAnEvent", row.writeUnits());
        number(json, "readUnitsAnEvent", row.readUnits());
        number(json, "bytesAnEvent", row.bytes());
        json.writeNumberField("signedAfterMs", row.signedAfter());
        json.writeNumberField("rounds", row.rounds());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Figure figure) throws IOException {
        json.writeStartObject();
        json.writeStringField("subject", figure.subject());
        json.writeStringField("name", figure.name());
        number(json, "value", figure.value());
        json.writeStringField("unit", figure.unit());
        json.writeStringField("note", figure.note());
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isNaN(value)) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }
}
