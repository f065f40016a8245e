package io.certtrail.ledger.published;

import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.NoteException;
import io.certtrail.ledger.checkpoint.NoteSignature;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.checkpoint.SignedNote;
import io.certtrail.ledger.checkpoint.VerifierKey;
import io.certtrail.ledger.verify.TrustedKeys;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A checkpoint that was read, and what its signatures are worth.
 *
 * @param doubt why it can't be told whether it is genuine; empty if a trusted key has signed it
 */
record SignedState(Checkpoint checkpoint, Optional<Doubt> doubt) {
    /** No honest checkpoint is longer: some lines, and some signatures of at most a few hundred bytes. */
    static final int MAX_BYTES = 32 * 1024;

    /** Why it can't be told. */
    record Doubt(LogVerdict.Reason reason, String explanation) {}

    /**
     * Reads a signed note.
     *
     * @throws LogFaultException if it is none, or its signatures are not what they say
     */
    static SignedState read(byte[] bytes, LogPlace place, TrustedKeys keys) {
        SignedNote note = note(bytes, place);
        Checkpoint checkpoint = body(note, place);
        return new SignedState(checkpoint, doubt(note, checkpoint.origin(), place, keys));
    }

    private static SignedNote note(byte[] bytes, LogPlace place) {
        LogFaultException.require(
                bytes.length <= MAX_BYTES,
                LogFault.CHECKPOINT_MALFORMED,
                place,
                "at most " + MAX_BYTES + " bytes",
                "more");
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return SignedNote.parse(text);
        } catch (CharacterCodingException e) {
            throw new LogFaultException(LogFault.CHECKPOINT_MALFORMED, place, "UTF-8", "other bytes");
        } catch (NoteException e) {
            throw malformed(e, place);
        }
    }

    private static Checkpoint body(SignedNote note, LogPlace place) {
        try {
            return Checkpoint.parse(note.text());
        } catch (IllegalArgumentException e) {
            throw malformed(e, place);
        }
    }

    private static LogFaultException malformed(RuntimeException why, LogPlace place) {
        return new LogFaultException(
                LogFault.CHECKPOINT_MALFORMED,
                place,
                "a checkpoint as a signed note",
                String.valueOf(why.getMessage()));
    }

    private static Optional<Doubt> doubt(SignedNote note, Origin origin, LogPlace place, TrustedKeys keys) {
        List<VerifierKey> logKeys = keys.named(origin.text());
        if (keys.keys().isEmpty()) {
            return Optional.of(new Doubt(
                    LogVerdict.Reason.NO_KEYS,
                    "The log agrees with itself, but whoever can write to it can make it do so. Give the log's verifier "
                            + "keys, as you got them from its owner."));
        }
        if (logKeys.isEmpty()) {
            return Optional.of(new Doubt(
                    LogVerdict.Reason.NO_LOG_KEY,
                    place + " says that it is of the log " + origin + ". The keys given are " + shown(keys.keys())
                            + ": either they are another log's, or this is."));
        }
        try {
            note.verify(logKeys);
            return Optional.empty();
        } catch (NoteException e) {
            if (e.reason() == NoteException.Reason.NO_KNOWN_KEY) {
                return Optional.of(unknown(note, origin, place, keys, logKeys));
            }
            throw new LogFaultException(
                    LogFault.CHECKPOINT_SIGNATURE,
                    place,
                    "a signature of " + shown(logKeys),
                    String.valueOf(e.getMessage()));
        }
    }

    /** None of the log's keys is named. Another key that is known may have been put in their place. */
    private static Doubt unknown(
            SignedNote note, Origin origin, LogPlace place, TrustedKeys keys, List<VerifierKey> logKeys) {
        byte[] message = note.text().getBytes(StandardCharsets.UTF_8);
        for (NoteSignature signature : note.signatures()) {
            for (VerifierKey key : keys.keys()) {
                LogFaultException.require(
                        !key.verify(message, signature.signature()),
                        LogFault.CHECKPOINT_OTHER_KEY,
                        place,
                        "a signature of " + shown(logKeys),
                        "one by the key " + shown(List.of(key)) + ", under the name " + signature.name() + " ("
                                + signature.keyId() + ")");
            }
        }
        List<NoteSignature> inItsName = note.signatures().stream()
                .filter(signature -> signature.name().equals(origin.text()))
                .toList();
        LogFaultException.require(
                !inItsName.isEmpty(),
                LogFault.CHECKPOINT_UNSIGNED,
                place,
                "a signature of " + shown(logKeys),
                "signatures of " + names(note.signatures()) + " alone");
        return new Doubt(
                LogVerdict.Reason.UNKNOWN_KEY,
                place + " is signed in the log's name by " + names(inItsName) + ", and not by " + shown(logKeys)
                        + ". Either the log has a new key, which its owner can give you, or this is a forgery.");
    }

    private static String names(List<NoteSignature> signatures) {
        return signatures.stream()
                .limit(3)
                .map(signature -> signature.name() + " (" + signature.keyId() + ")")
                .collect(Collectors.joining(" and "));
    }

    private static String shown(List<VerifierKey> keys) {
        return keys.stream().map(key -> key.name() + " (" + key.keyId() + ")").collect(Collectors.joining(" or "));
    }
}
