package io.certtrail.testkit.faults;

import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.SignedNote;
import java.nio.charset.StandardCharsets;

/** Reads checkpoints. */
final class Notes {
    private Notes() {}

    /** What a note says, whoever signed it. */
    static Checkpoint read(byte[] note) {
        return Checkpoint.parse(
                SignedNote.parse(new String(note, StandardCharsets.UTF_8)).text());
    }
}
