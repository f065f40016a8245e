package io.certtrail.ledger.export;

import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import java.util.Map;

/** Compact JSON whose members stand in the order in which they were put or read; else as JCS writes it. */
final class OrderedJson {
    private OrderedJson() {}

    static String text(Json value) {
        StringBuilder text = new StringBuilder(512);
        write(value, text);
        return text.toString();
    }

    private static void write(Json value, StringBuilder text) {
        switch (value) {
            case Json.Obj object -> object(object, text);
            case Json.Arr array -> array(array, text);
            case Json.Str scalar -> text.append(Jcs.text(scalar));
            case Json.Num scalar -> text.append(scalar.value());
            case Json.Bool scalar -> text.append(scalar.value());
            case Json.Null scalar -> text.append("null");
        }
    }

    private static void object(Json.Obj object, StringBuilder text) {
        char before = '{';
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
            text.append(before).append(Jcs.text(Json.of(member.getKey()))).append(':');
            write(member.getValue(), text);
            before = ',';
        }
        text.append(before == '{' ? "{}" : "}");
    }

    private static void array(Json.Arr array, StringBuilder text) {
        char before = '[';
        for (Json item : array.items()) {
            text.append(before);
            write(item, text);
            before = ',';
        }
        text.append(before == '[' ? "[]" : "]");
    }
}
