package io.certtrail.ledger.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.ledger.checkpoint.NoteException.Reason;
import io.certtrail.ledger.merkle.MerkleTree;
import io.certtrail.ledger.text.HexText;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {
    private static final Ed25519Signer ANN = signer("ann.example", 1);
    private static final Ed25519Signer BOB = signer("bob.example", 2);
    private static final String TEXT = "line one\nline two\n";

    private static Ed25519Signer signer(String name, int seed) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        return Ed25519Signer.of(name, bytes);
    }

    private static void refuses(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        NoteException.class,
                        e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
    }

    /** The example in the documentation of golang.org/x/mod/sumdb/note. */
    @Test
    void aNoteThatGoSignedIsVerified() {
        VerifierKey key = VerifierKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        SignedNote note = SignedNote.parse("""
                If you think cryptography is the answer to your problem,
                then you don't know what your problem is.

                — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
                """);
        assertThat(note.verify(List.of(key))).containsExactly(key);
        assertThat(key.text()).isEqualTo("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    }

    /** RFC 8032 §7.1, tests 1 and 2. */
    @Test
    void aSignatureIsThatOfTheRfc() {
        Ed25519Signer one = Ed25519Signer.of(
                "rfc", HexText.parse("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
        assertThat(HexText.of(one.verifierKey().publicKey()))
                .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        assertThat(HexText.of(one.sign(new byte[0])))
                .isEqualTo(
                        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                                + "d25bf5f0595bbe24655141438e7a100b");
        Ed25519Signer two = Ed25519Signer.of(
                "rfc", HexText.parse("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
        assertThat(HexText.of(two.verifierKey().publicKey()))
                .isEqualTo("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        assertThat(HexText.of(two.sign(new byte[] {0x72})))
                .isEqualTo(
                        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
                                + "387b2eaeb4302aeeb00d291612bb0c00");
    }

    @Test
    void eachKnownSignerIsFound() {
        SignedNote note = SignedNote.parse(SignedNote.sign(TEXT, ANN, BOB).format());
        assertThat(note.text()).isEqualTo(TEXT);
        assertThat(note.verify(List.of(ANN.verifierKey()))).containsExactly(ANN.verifierKey());
        assertThat(note.verify(List.of(BOB.verifierKey(), ANN.verifierKey())))
                .containsExactly(ANN.verifierKey(), BOB.verifierKey());
    }

    @Test
    void unknownKeysAreIgnoredButOneMustBeKnown() {
        SignedNote note = SignedNote.sign(TEXT, ANN);
        refuses(Reason.NO_KNOWN_KEY, () -> note.verify(List.of(BOB.verifierKey())));
        refuses(Reason.NO_KNOWN_KEY, () -> note.verify(List.of()));
        VerifierKey sameName = signer("ann.example", 3).verifierKey();
        refuses(Reason.NO_KNOWN_KEY, () -> note.verify(List.of(sameName)));
    }

    @Test
    void aKnownKeysBadSignatureIsNeverPassedOver() {
        String good = SignedNote.sign(TEXT, ANN, BOB).format();
        SignedNote otherText = SignedNote.parse(good.replace("line one", "line 1"));
        refuses(Reason.BAD_SIGNATURE, () -> otherText.verify(List.of(ANN.verifierKey())));
        SignedNote bobsIsOfAnother = new SignedNote(
                TEXT,
                List.of(
                        SignedNote.sign(TEXT, ANN).signatures().getFirst(),
                        SignedNote.sign("other\n", BOB).signatures().getFirst()));
        refuses(Reason.BAD_SIGNATURE, () -> bobsIsOfAnother.verify(List.of(ANN.verifierKey(), BOB.verifierKey())));
        assertThat(bobsIsOfAnother.verify(List.of(ANN.verifierKey()))).containsExactly(ANN.verifierKey());
        SignedNote twice = new SignedNote(
                TEXT,
                List.of(
                        SignedNote.sign(TEXT, ANN).signatures().getFirst(),
                        SignedNote.sign("other\n", ANN).signatures().getFirst()));
        refuses(Reason.BAD_SIGNATURE, () -> twice.verify(List.of(ANN.verifierKey())));
    }

    @Test
    void everyChangeOfASignatureIsSeen() {
        byte[] message = TEXT.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] signature = ANN.sign(message);
        assertThat(ANN.verifierKey().verify(message, signature)).isTrue();
        for (int bit = 0; bit < 8 * signature.length; bit++) {
            byte[] changed = signature.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(ANN.verifierKey().verify(message, changed))
                    .as("bit %d", bit)
                    .isFalse();
        }
        assertThat(ANN.verifierKey().verify(message, new byte[63])).isFalse();
        assertThat(ANN.verifierKey().verify(message, new byte[64])).isFalse();
    }

    /** RFC 8032 §5.1.7: S must be below the order of the group, or a second signature could be made from the first. */
    @Test
    void aSignatureWithTheGroupsOrderAddedIsRefused() {
        byte[] message = {1};
        byte[] signature = ANN.sign(message);
        byte[] order = HexText.parse("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        int carry = 0;
        for (int i = 0; i < 32; i++) {
            int sum = Byte.toUnsignedInt(signature[32 + i]) + Byte.toUnsignedInt(order[i]) + carry;
            signature[32 + i] = (byte) sum;
            carry = sum >> 8;
        }
        assertThat(ANN.verifierKey().verify(message, signature)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text\n",
                "text\n\n",
                "text\n— ann.example AAAA\n",
                "text\n\n- ann.example AAAAAAAA\n",
                "text\n\n— ann.example AAAAAAAA",
                "text\n\n— ann.example\n",
                "text\n\n— AAAAAAAA\n",
                "text\n\n—  AAAAAAAA\n",
                "text\n\n— a b AAAAAAAA\n",
                "text\n\n— a+b AAAAAAAA\n",
                "text\n\n— ann.example AAAA\n",
                "text\n\n— ann.example AAAAAAA=A\n",
                "text\n\n— ann.example AAAAAB==\n",
                "text\n\n— ann.example AAAAAAAA \n",
                "text\n\n— ann.example AAAAAAAA\r\n",
                "te\txt\n\n— ann.example AAAAAAAA\n",
                "text\n\n— ann.example AAAAAAAA\n\n"
            })
    void whatIsNoNoteIsRefused(String note) {
        refuses(Reason.MALFORMED, () -> SignedNote.parse(note));
    }

    @Test
    void aTextMayHoldEmptyLines() {
        SignedNote note = SignedNote.parse(SignedNote.sign("a\n\nb\n", ANN).format());
        assertThat(note.text()).isEqualTo("a\n\nb\n");
        assertThat(note.verify(List.of(ANN.verifierKey()))).hasSize(1);
    }

    @Test
    void thereIsABoundOnSignatures() {
        String line = SignedNote.sign(TEXT, ANN).format().substring(TEXT.length() + 1);
        assertThat(SignedNote.parse(TEXT + "\n" + line.repeat(100)).signatures())
                .hasSize(100);
        refuses(Reason.MALFORMED, () -> SignedNote.parse(TEXT + "\n" + line.repeat(101)));
        refuses(Reason.MALFORMED, () -> SignedNote.parse("x".repeat(SignedNote.MAX_BYTES) + "\n\n" + line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "name",
                "PeterNeumann+c74f20a3",
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNewmann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10Q=",
                "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n"
            })
    void whatIsNoVerifierKeyIsRefused(String text) {
        assertThatThrownBy(() -> VerifierKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aKeyIsNeverPrinted() {
        assertThat(ANN.toString())
                .isEqualTo("Ed25519Signer[" + ANN.verifierKey().text() + "]");
        assertThatThrownBy(() -> Ed25519Signer.of("x", new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Ed25519Signer.of("a b", new byte[32])).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b/1\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                "a/b/1\n05\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "a/b/1\n-5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "a/b/1\n+5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "a/b/1\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "a/b/1\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n",
                "a/b/1\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA==\n",
                "a/b/1\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nextension\n",
                "a/b\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
            })
    void whatIsNoCheckpointIsRefused(String body) {
        assertThatThrownBy(() -> Checkpoint.parse(body)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCheckpointIsReadAsItWasWritten() {
        Checkpoint checkpoint = new Checkpoint(Origin.parse("a/b/1"), Long.MAX_VALUE, MerkleTree.EMPTY_ROOT);
        assertThat(Checkpoint.parse(checkpoint.body())).isEqualTo(checkpoint);
        assertThatThrownBy(() -> new Checkpoint(Origin.parse("a/b/1"), -1, MerkleTree.EMPTY_ROOT))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
