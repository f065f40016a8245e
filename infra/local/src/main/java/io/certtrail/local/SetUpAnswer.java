package io.certtrail.local;

import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonException;
import io.certtrail.ledger.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the set-up function answers.
 *
 * @param verifierKeys all that it names, wherever
 */
record SetUpAnswer(String text, List<String> verifierKeys) {
    static SetUpAnswer parse(byte[] answer) throws IOException {
        try {
            List<String> keys = new ArrayList<>();
            collect(JsonReader.parse(answer), keys);
            return new SetUpAnswer(new String(answer, StandardCharsets.UTF_8), List.copyOf(keys));
        } catch (JsonException e) {
            throw new IOException("the set-up function's answer is no JSON", e);
        }
    }

    private static void collect(Json json, List<String> keys) {
        switch (json) {
            case Json.Obj object ->
                object.members().forEach((name, member) -> {
                    if (name.equals("vkeys") && member instanceof Json.Arr(List<Json> items)) {
                        items.forEach(key -> keys.add(((Json.Str) key).value()));
                    } else {
                        collect(member, keys);
                    }
                });
            case Json.Arr(List<Json> items) -> items.forEach(item -> collect(item, keys));
            default -> {}
        }
    }
}
