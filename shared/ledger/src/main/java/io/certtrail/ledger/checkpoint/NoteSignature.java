package io.certtrail.ledger.checkpoint;

import io.certtrail.ledger.text.Base64Text;
import io.certtrail.ledger.text.HexText;
import java.util.Arrays;

/** One signature line of a signed note. Immutable. */
public final class NoteSignature {
    private static final String START = "— ";
    private static final int KEY_HASH_SIZE = 4;

    private final String name;
    private final byte[] hashAndSignature;

    private NoteSignature(String name, byte[] hashAndSignature) {
        this.name = name;
        this.hashAndSignature = hashAndSignature;
    }

    static NoteSignature of(NoteSigner signer, byte[] message) {
        byte[] signature = signer.sign(message);
        byte[] keyHash = HexText.parse(signer.verifierKey().keyId());
        byte[] both = Arrays.copyOf(keyHash, KEY_HASH_SIZE + signature.length);
        System.arraycopy(signature, 0, both, KEY_HASH_SIZE, signature.length);
        return new NoteSignature(KeyNames.require(signer.name()), both);
    }

    /** Reads a line without its end. */
    static NoteSignature parse(String line) {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(START) || space < START.length()) {
            throw malformed("a signature line is an em dash, a name and base64, found " + line);
        }
        String name = line.substring(START.length(), space);
        if (!KeyNames.isValid(name)) {
            throw malformed("a key's name has no white space and no plus sign, found " + name);
        }
        try {
            byte[] bytes = Base64Text.parse(line.substring(space + 1));
            if (bytes.length <= KEY_HASH_SIZE) {
                throw malformed("a signature is a key hash and more, found " + bytes.length + " bytes");
            }
            return new NoteSignature(name, bytes);
        } catch (IllegalArgumentException e) {
            throw malformed("a signature line ends with base64: " + e.getMessage());
        }
    }

    private static NoteException malformed(String message) {
        return new NoteException(NoteException.Reason.MALFORMED, message);
    }

    public String name() {
        return name;
    }

    /** Hex of the key hash. */
    public String keyId() {
        return HexText.of(Arrays.copyOf(hashAndSignature, KEY_HASH_SIZE));
    }

    /** A copy of what follows the key hash. */
    public byte[] signature() {
        return Arrays.copyOfRange(hashAndSignature, KEY_HASH_SIZE, hashAndSignature.length);
    }

    boolean claims(VerifierKey key) {
        return name.equals(key.name()) && keyId().equals(key.keyId());
    }

    String line() {
        return START + name + ' ' + Base64Text.of(hashAndSignature) + '\n';
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature that
                && name.equals(that.name)
                && Arrays.equals(hashAndSignature, that.hashAndSignature);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashAndSignature);
    }

    @Override
    public String toString() {
        return line().strip();
    }
}
