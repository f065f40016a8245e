package io.certtrail.ledger.export;

import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.Leaf;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.HashReader;
import io.certtrail.ledger.merkle.InclusionProof;
import io.certtrail.ledger.text.Base64Text;
import java.time.Instant;
import java.util.List;

/** An entry whose time is opened, with the proof that it is in the tree at its place. */
public record ProofEdge(long seq, Leaf leaf, Opening open, List<Hash> proof) {
    private static final List<String> NAMES = List.of("seq", "leaf", "open", "proof");

    public ProofEdge {
        proof = List.copyOf(proof);
    }

    /** The edge that opens an entry's time in the tree of some size. */
    public static ProofEdge of(LoggedEntry logged, long treeSize, HashReader tree) {
        return new ProofEdge(
                logged.seq(),
                logged.leaf(),
                Opening.of(logged, Attribute.TIME),
                InclusionProof.make(logged.seq(), treeSize, tree));
    }

    /** The time that is opened. */
    public Instant time() {
        return LedgerTime.parse(AttributeValues.text(open.value()));
    }

    Json.Obj toJson() {
        return Json.obj()
                .put("seq", seq)
                .put("leaf", Base64Text.of(leaf.data()))
                .put("open", open.toJson())
                .put("proof", ProofHead.hashes(proof))
                .build();
    }

    static ProofEdge parse(Json json, String pointer) {
        Fields fields = Fields.inOrder(json, pointer, NAMES);
        Opening open = Opening.parse(fields.object("open"), fields.at("open"));
        ProofEdge edge = new ProofEdge(
                fields.count("seq"),
                fields.text("leaf", text -> Leaf.parse(Base64Text.parse(text))),
                open,
                fields.texts("proof", ProofHead.MAX_HASHES, Hash::ofBase64));
        if (open.attribute() != Attribute.TIME) {
            throw new FormatException(
                    fields.at("open") + "/name", "time", open.attribute().text());
        }
        try {
            LedgerTime.parse(AttributeValues.text(open.value()));
        } catch (IllegalArgumentException e) {
            throw new FormatException(fields.at("open") + "/value", "a time", String.valueOf(e.getMessage()));
        }
        return edge;
    }
}
