package io.certtrail.ledger.export;

import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.Leaf;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonException;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.text.Base64Text;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** A line of a proof file for one entry of the range that is not a row. */
public sealed interface ProofLine {
    long seq();

    Hash leafHash();

    Json.Obj toJson();

    /** An entry that is shown to be no match, by one attribute. */
    record Ghost(long seq, Leaf leaf, Opening open) implements ProofLine {
        @Override
        public Hash leafHash() {
            return leaf.hash();
        }

        @Override
        public Json.Obj toJson() {
            return Json.obj()
                    .put("seq", seq)
                    .put("leaf", Base64Text.of(leaf.data()))
                    .put("open", open.toJson())
                    .build();
        }
    }

    /** An entry of which nothing is shown but that it is there. */
    record Unopened(long seq, Hash leafHash) implements ProofLine {
        @Override
        public Json.Obj toJson() {
            return Json.obj().put("seq", seq).put("hash", leafHash.base64()).build();
        }
    }

    /** The line for an entry that the filter leaves out: a ghost wherever one open attribute says why. */
    static ProofLine of(LoggedEntry logged, ExportFilter filter, Collection<Attribute> closed) {
        return filter.disproof(logged.entry(), closed)
                .<ProofLine>map(a -> new Ghost(logged.seq(), logged.leaf(), Opening.of(logged, a)))
                .orElseGet(() -> unopened(logged));
    }

    /** The line for an entry of which nothing is shown. */
    static ProofLine unopened(LoggedEntry logged) {
        return new Unopened(logged.seq(), logged.leaf().hash());
    }

    /** The line's bytes, without its line end: compact JSON, its members in the order of the format's page. */
    default byte[] bytes() {
        return OrderedJson.text(toJson()).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads what {@link #bytes()} writes, and nothing else.
     *
     * @throws FormatException naming the member that is wrong
     */
    static ProofLine parse(byte[] line) {
        Json json = strict(line);
        if (json instanceof Json.Obj object && object.has("hash")) {
            Fields fields = Fields.inOrder(json, "", List.of("seq", "hash"));
            return new Unopened(fields.count("seq"), fields.text("hash", Hash::ofBase64));
        }
        Fields fields = Fields.inOrder(json, "", List.of("seq", "leaf", "open"));
        return new Ghost(
                fields.count("seq"),
                fields.text("leaf", text -> Leaf.parse(Base64Text.parse(text))),
                Opening.parse(fields.object("open"), "/open"));
    }

    /** The JSON of a line of a proof file, if its bytes are the compact ones. */
    static Json strict(byte[] line) {
        try {
            Json json = JsonReader.parse(line);
            if (!Arrays.equals(OrderedJson.text(json).getBytes(StandardCharsets.UTF_8), line)) {
                throw new FormatException("", "compact JSON with the shortest escapes", "another spelling of the same");
            }
            return json;
        } catch (JsonException e) {
            throw FormatException.of(e);
        }
    }
}
