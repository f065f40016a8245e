package io.certtrail.domain.publish;

import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.SignedNote;
import io.certtrail.ledger.merkle.Tiles;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The object {@code checkpoint} of a log, never replaced by a smaller one, and {@code checkpoints/<size>}, in which every
 * signed one is kept. Safe for use by many threads.
 */
final class PublishedCheckpoint {
    private final LogStore store;
    private final SignerStore signers;

    PublishedCheckpoint(LogStore store, SignerStore signers) {
        this.store = store;
        this.signers = signers;
    }

    /** Where the checkpoint of a size is kept. */
    static String path(long size) {
        return "checkpoints/" + size;
    }

    /**
     * Shows the last signed head. Whoever signs the next one does this first: so none
     * is left out, whenever a signer dies.
     */
    void show(SignerState state) {
        keep(state);
        SignerState last = state;
        // A store that does not compare and write in one step may have let a slower signer put a smaller one here
        // after a larger one: so who wrote looks again what the last one is.
        while (replaced(last)) {
            last = signers.find(state.origin()).orElse(last);
        }
    }

    private void keep(SignerState state) {
        store.writeImmutable(state.origin(), Map.of(path(state.size()), bytes(state)));
    }

    /** Whether it wrote, or could not and has to look again; not if one at least as large is there. */
    private boolean replaced(SignerState state) {
        Optional<StoredObject> there = store.read(state.origin(), Tiles.CHECKPOINT_PATH);
        if (there.isPresent() && size(there.get()) >= state.size()) {
            return false;
        }
        boolean _ =
                store.replace(state.origin(), Tiles.CHECKPOINT_PATH, there.map(StoredObject::version), bytes(state));
        return true;
    }

    private static long size(StoredObject checkpoint) {
        String note = new String(checkpoint.content(), StandardCharsets.UTF_8);
        return Checkpoint.parse(SignedNote.parse(note).text()).size();
    }

    private static byte[] bytes(SignerState state) {
        return state.note().getBytes(StandardCharsets.UTF_8);
    }
}
