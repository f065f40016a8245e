package io.certtrail.ledger.export;

import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.Leaf;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.text.HexText;
import java.util.List;

/**
 * One attribute of an entry, shown alone.
 *
 * @param salt in hex
 */
public record Opening(Attribute attribute, Json value, String salt) {
    private static final List<String> NAMES = List.of("name", "value", "salt");

    static Opening of(LoggedEntry logged, Attribute attribute) {
        return new Opening(
                attribute,
                attribute.valueOf(logged.entry()),
                HexText.of(logged.seed().salt(attribute)));
    }

    /** Whether this is what the leaf commits to. */
    public boolean opens(Leaf leaf) {
        return leaf.commitsTo(attribute, value, HexText.parse(salt));
    }

    Json.Obj toJson() {
        return Json.obj()
                .put("name", attribute.text())
                .put("value", value)
                .put("salt", salt)
                .build();
    }

    static Opening parse(Json json, String pointer) {
        Fields fields = Fields.inOrder(json, pointer, NAMES);
        return new Opening(
                fields.text("name", Closed::attribute), fields.value("value"), fields.text("salt", Opening::salt));
    }

    private static String salt(String hex) {
        if (HexText.parse(hex).length != 32) {
            throw new IllegalArgumentException("a salt has 32 bytes");
        }
        return hex;
    }
}
