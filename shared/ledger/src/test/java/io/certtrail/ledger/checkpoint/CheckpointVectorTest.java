package io.certtrail.ledger.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.Vectors;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.text.HexText;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointVectorTest {
    private final Json.Obj vector = Vectors.object("checkpoint.json");
    private final String note = Vectors.string(vector, "note");
    private final List<VerifierKey> keys = Vectors.array(vector, "vkeys").stream()
            .map(json -> VerifierKey.parse(((Json.Str) json).value()))
            .toList();
    private final Checkpoint checkpoint = new Checkpoint(
            Origin.parse(Vectors.string(vector, "origin")),
            Vectors.number(vector, "size"),
            Hash.ofHex(Vectors.string(vector, "rootHash")));

    @Test
    void theSeedsGiveTheVectorsKeys() {
        assertThat(signer("privateKeySeed", checkpoint.origin().text()).verifierKey())
                .isEqualTo(keys.get(0));
        assertThat(signer("exportKeySeed", checkpoint.origin().exportsKeyName()).verifierKey())
                .isEqualTo(keys.get(1));
    }

    @Test
    void aKeyIsWrittenAsItWasRead() {
        assertThat(keys)
                .extracting(VerifierKey::text)
                .isEqualTo(List.of(Vectors.string(vector, "vkeys", 0), Vectors.string(vector, "vkeys", 1)));
    }

    @Test
    void theNoteIsMadeByteForByte() {
        SignedNote made =
                checkpoint.sign(signer("privateKeySeed", checkpoint.origin().text()));
        assertThat(made.format()).isEqualTo(note);
    }

    @Test
    void theNoteIsReadAndVerified() {
        SignedNote read = SignedNote.parse(note);
        assertThat(read.verify(keys)).containsExactly(keys.getFirst());
        assertThat(Checkpoint.parse(read.text())).isEqualTo(checkpoint);
        assertThat(read.format()).isEqualTo(note);
    }

    private Ed25519Signer signer(String member, String name) {
        return Ed25519Signer.of(name, HexText.parse(Vectors.string(vector, member)));
    }
}
