package io.certtrail.ledger.checkpoint;

import io.certtrail.ledger.checkpoint.NoteException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A text and the signatures below it: C2SP signed-note.
 *
 * @param text lines, each with its end; what is signed
 * @param signatures at least one
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
    /** Longer notes are not read. */
    public static final int MAX_BYTES = 1 << 20;

    private static final int MAX_SIGNATURES = 100;

    /**
     * A note of its parts.
     *
     * @throws NoteException if the text is not lines without control characters, or there is no signature
     */
    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n")) {
            throw malformed("a note's text ends with a line end");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw malformed("a note's text holds half of a surrogate pair");
        }
        if (text.chars().anyMatch(c -> c < 0x20 && c != '\n')) {
            throw malformed("a note's text holds a control character");
        }
        if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw malformed("a note has 1 to " + MAX_SIGNATURES + " signatures, found " + signatures.size());
        }
    }

    /** The text, signed by each of them. */
    public static SignedNote sign(String text, NoteSigner... signers) {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        List<NoteSignature> signatures = new ArrayList<>();
        for (NoteSigner signer : signers) {
            signatures.add(NoteSignature.of(signer, message));
        }
        return new SignedNote(text, signatures);
    }

    /**
     * Reads {@link #format()}; says nothing yet about whether it is true.
     *
     * @throws NoteException if it is anything else
     */
    public static SignedNote parse(String note) {
        if (note.length() > MAX_BYTES) {
            throw malformed("a note has at most " + MAX_BYTES + " bytes, found " + note.length());
        }
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || !note.endsWith("\n")) {
            throw malformed("a note is a text, an empty line and signature lines");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (int at = blank + 2; at < note.length(); ) {
            int end = note.indexOf('\n', at);
            if (signatures.size() == MAX_SIGNATURES) {
                throw malformed("a note has at most " + MAX_SIGNATURES + " signatures");
            }
            signatures.add(NoteSignature.parse(note.substring(at, end)));
            at = end + 1;
        }
        return new SignedNote(note.substring(0, blank + 1), signatures);
    }

    /** The note as one text: the text, an empty line, a line each signature. */
    public String format() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return note.toString();
    }

    /**
     * Checks the signatures of the keys given; those of other keys are ignored.
     *
     * @return the keys that signed it, at least one
     * @throws NoteException if a signature that names one of the keys is not by it, or there is none of them
     */
    public List<VerifierKey> verify(Collection<VerifierKey> keys) {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        List<VerifierKey> verified = new ArrayList<>();
        for (NoteSignature signature : signatures) {
            for (VerifierKey key : keys) {
                if (!signature.claims(key)) {
                    continue;
                }
                if (!key.verify(message, signature.signature())) {
                    throw new NoteException(
                            Reason.BAD_SIGNATURE, "the signature of " + key.name() + " (" + key.keyId() + ") is wrong");
                }
                if (!verified.contains(key)) {
                    verified.add(key);
                }
            }
        }
        if (verified.isEmpty()) {
            throw new NoteException(Reason.NO_KNOWN_KEY, "none of the known keys has signed this note");
        }
        return verified;
    }

    private static NoteException malformed(String message) {
        return new NoteException(Reason.MALFORMED, message);
    }
}
