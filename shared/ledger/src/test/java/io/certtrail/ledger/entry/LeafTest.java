package io.certtrail.ledger.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.ledger.Vectors;
import io.certtrail.ledger.json.Json;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class LeafTest {
    private final Json.Obj vector =
            (Json.Obj) Vectors.array(Vectors.object("leaves.json"), "leaves").getFirst();
    private final Entry entry = EntryJson.parse(Vectors.object(vector, "entry"));
    private final Seed seed = Seed.ofHex(Vectors.string(vector, "seed"));
    private final Leaf leaf = Leaf.of(entry, seed);

    @Test
    void oneAttributeIsOpenedWithItsSaltAlone() {
        for (Attribute attribute : Attribute.ALL) {
            byte[] salt = seed.salt(attribute);
            assertThat(leaf.commitsTo(attribute, attribute.valueOf(entry), salt))
                    .isTrue();
            assertThat(leaf.commitsTo(attribute, Json.of("another"), salt)).isFalse();
            assertThat(leaf.commitsTo(attribute, attribute.valueOf(entry), new byte[32]))
                    .isFalse();
            assertThat(leaf.commitsTo(attribute, attribute.valueOf(entry), new byte[31]))
                    .isFalse();
        }
        assertThat(leaf.commitsTo(Attribute.TRACE, Attribute.TIME.valueOf(entry), seed.salt(Attribute.TIME)))
                .as("a commitment is bound to its attribute")
                .isFalse();
    }

    @Test
    void aSaltIsTheHmacOfTheAttributesName() throws GeneralSecurityException {
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            Seed any = Seed.fresh(random);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(any.bytes(), "HmacSHA256"));
            for (Attribute attribute : Attribute.ALL) {
                assertThat(any.salt(attribute)).isEqualTo(mac.doFinal(attribute.ascii()));
            }
        }
    }

    @Test
    void leafDataOfAnotherFormIsRefused() {
        byte[] data = leaf.data();
        assertThat(data).hasSize(337).startsWith(1);
        assertThatThrownBy(() -> Leaf.parse(Arrays.copyOf(data, 336)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 336 bytes");
        assertThatThrownBy(() -> Leaf.parse(Arrays.copyOf(data, 338))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Leaf.parse(new byte[0])).isInstanceOf(IllegalArgumentException.class);
        data[0] = 2;
        assertThatThrownBy(() -> Leaf.parse(data)).isInstanceOf(IllegalArgumentException.class);
        assertThat(leaf.data()).as("the leaf gave a copy").startsWith(1);
    }

    @Test
    void aSeedIsNeverPrinted() {
        assertThat(new LoggedEntry(0, entry, seed).toString()).doesNotContain(seed.hex());
        assertThat(seed).isEqualTo(Seed.of(seed.bytes())).isNotEqualTo(Seed.of(new byte[32]));
        assertThatThrownBy(() -> Seed.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LoggedEntry(-1, entry, seed)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAttributeIsFoundByItsName() {
        assertThat(Attribute.find("details")).contains(Attribute.DETAILS);
        assertThat(Attribute.find("DETAILS")).isEmpty();
        assertThat(Attribute.find("id")).isEmpty();
    }
}
