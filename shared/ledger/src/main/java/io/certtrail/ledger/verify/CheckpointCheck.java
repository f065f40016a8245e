package io.certtrail.ledger.verify;

import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.NoteException;
import io.certtrail.ledger.checkpoint.SignedNote;
import io.certtrail.ledger.checkpoint.VerifierKey;
import io.certtrail.ledger.export.Manifest;
import java.util.List;

/** Checks that the checkpoint in a proof is of the state that the export names, and signed by the log's key. */
final class CheckpointCheck {
    private CheckpointCheck() {}

    /** Who has signed it, of the keys of the log's name; none if there is no such key, so that it can't be told. */
    static List<VerifierKey> check(String text, Manifest manifest, TrustedKeys keys, Place place) {
        SignedNote note;
        Checkpoint checkpoint;
        try {
            note = SignedNote.parse(text);
            checkpoint = Checkpoint.parse(note.text());
        } catch (NoteException | IllegalArgumentException e) {
            throw new FaultException(
                    Fault.CHECKPOINT_MALFORMED, place, "a checkpoint as a signed note", String.valueOf(e.getMessage()));
        }
        Checkpoint expected = new Checkpoint(manifest.origin(), manifest.range().treeSize(), manifest.rootHash());
        FaultException.require(
                checkpoint.equals(expected), Fault.CHECKPOINT_OTHER, place, shown(expected), shown(checkpoint));
        List<VerifierKey> logKeys = keys.named(manifest.origin().text());
        return logKeys.isEmpty() ? List.of() : signers(note, logKeys, place);
    }

    /** One known key's signature is enough, as in a rotation; a wrong one of a known key is never passed over. */
    private static List<VerifierKey> signers(SignedNote note, List<VerifierKey> logKeys, Place place) {
        try {
            return note.verify(logKeys);
        } catch (NoteException e) {
            throw new FaultException(
                    Fault.CHECKPOINT_SIGNATURE,
                    place,
                    "a signature of " + Keys.shown(logKeys),
                    String.valueOf(e.getMessage()));
        }
    }

    private static String shown(Checkpoint checkpoint) {
        return checkpoint.origin() + " at size " + checkpoint.size() + ", root "
                + checkpoint.root().base64();
    }
}
