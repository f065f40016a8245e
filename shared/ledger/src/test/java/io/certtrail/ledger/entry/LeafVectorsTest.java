package io.certtrail.ledger.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.Vectors;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.text.HexText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LeafVectorsTest {
    static Iterable<Json> leaves() {
        return Vectors.array(Vectors.object("leaves.json"), "leaves");
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void everyAttributeHasTheCanonicalFormOfTheVector(Json.Obj vector) {
        Entry entry = EntryJson.parse(Vectors.object(vector, "entry"));
        Json.Obj jcs = Vectors.object(vector, "jcs");
        int bytes = 0;
        for (Attribute attribute : Attribute.ALL) {
            assertThat(Jcs.text(attribute.valueOf(entry))).isEqualTo(Vectors.string(jcs, attribute.text()));
            bytes += Jcs.bytes(attribute.valueOf(entry)).length;
        }
        assertThat(EntryLimits.bytes(entry)).isEqualTo(bytes);
        assertThat(EntryLimits.bytes(entry.event())).isEqualTo(bytes);
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void theLeafIsThatOfTheVector(Json.Obj vector) {
        Entry entry = EntryJson.parse(Vectors.object(vector, "entry"));
        Seed seed = Seed.ofHex(Vectors.string(vector, "seed"));
        Leaf leaf = Leaf.of(entry, seed);
        assertThat(HexText.of(leaf.data())).isEqualTo(Vectors.string(vector, "leafData"));
        assertThat(leaf.hash().hex()).isEqualTo(Vectors.string(vector, "leafHash"));
        assertThat(leaf.id()).isEqualTo(entry.id());
        assertThat(Leaf.parse(leaf.data())).isEqualTo(leaf).hasSameHashCodeAs(leaf);
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void theEntryIsWrittenAsItWasRead(Json.Obj vector) {
        Json.Obj json = Vectors.object(vector, "entry");
        Entry entry = EntryJson.parse(json);
        assertThat(EntryJson.of(entry)).isEqualTo(json);
        assertThat(EventJson.parse(EventJson.of(entry.event())).at(entry.time()))
                .isEqualTo(entry);
    }
}
