package io.certtrail.domain.publish;

import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.NoteException;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.checkpoint.SignedNote;
import io.certtrail.ledger.checkpoint.VerifierKey;
import io.certtrail.ledger.merkle.Tiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The object {@code checkpoint} of a log, never replaced by a smaller one, and {@code checkpoints/<size>}, in which every
 * signed one is kept. Nothing is believed that the log's keys have not signed: neither what is published nor what the
 * signer's item says. Safe for use by many threads.
 */
final class PublishedCheckpoint {
    private static final int MOST_REMEMBERED = 256;

    /** A note as one log's. */
    private record Note(Origin origin, String text) {}

    private final Map<Note, Checkpoint> verified = new ConcurrentHashMap<>();
    private final LogStore store;
    private final SignerStore signers;
    private final Function<Origin, List<VerifierKey>> keys;

    /** @param keys those that sign a log's checkpoints now */
    PublishedCheckpoint(LogStore store, SignerStore signers, Function<Origin, List<VerifierKey>> keys) {
        this.store = store;
        this.signers = signers;
        this.keys = keys;
    }

    /** Where the checkpoint of a size is kept. */
    static String path(long size) {
        return "checkpoints/" + size;
    }

    /**
     * What is published now.
     *
     * @throws ChainBroken if the log's keys have not signed it
     */
    Optional<Checkpoint> find(Origin origin) {
        return store.read(origin, Tiles.CHECKPOINT_PATH).map(object -> verified(origin, object));
    }

    /**
     * Shows the last signed head. Whoever signs the next one does this first: so none
     * is left out, whenever a signer dies.
     *
     * @throws ChainBroken if the head is not the one that its note signs, or another one is published than was signed
     */
    void show(SignerState state) {
        requireSigned(state);
        keep(state);
        SignerState last = state;
        // A store that does not compare and write in one step may have let a slower signer put a smaller one here
        // after a larger one: so who wrote looks again what the last one is.
        while (replaced(last)) {
            last = signers.find(state.origin()).orElse(last);
        }
    }

    /** The item that the signer keeps is as good as its signature: who can write the table can't make one. */
    private void requireSigned(SignerState state) {
        Checkpoint signed = verified(state.origin(), "what the signer kept", state.note());
        Checkpoint kept = state.checkpoint().checkpoint();
        if (!signed.equals(kept)) {
            throw new ChainBroken(
                    state.origin(),
                    "the signer kept a head of %d entries with the root %s, and the note beside it signs %d, %s"
                            .formatted(
                                    kept.size(),
                                    kept.root().base64(),
                                    signed.size(),
                                    signed.root().base64()));
        }
    }

    private void keep(SignerState state) {
        store.writeImmutable(state.origin(), Map.of(path(state.size()), bytes(state)));
    }

    /** Whether it wrote, or could not and has to look again; not if one at least as large is there. */
    private boolean replaced(SignerState state) {
        Optional<StoredObject> there = store.read(state.origin(), Tiles.CHECKPOINT_PATH);
        if (there.isPresent()) {
            Checkpoint shown = verified(state.origin(), there.get());
            if (shown.size() >= state.size()) {
                requireKept(shown, state);
                return false;
            }
        }
        boolean _ =
                store.replace(state.origin(), Tiles.CHECKPOINT_PATH, there.map(StoredObject::version), bytes(state));
        return true;
    }

    private void requireKept(Checkpoint shown, SignerState state) {
        if (shown.size() > state.size()) {
            requireSignedMeanwhile(shown);
        } else {
            requireSame(shown, state);
        }
    }

    /** @throws ChainBroken unless the head that is published is the one that was signed */
    static void requireSame(Checkpoint shown, SignerState state) {
        if (!shown.equals(state.checkpoint().checkpoint())) {
            throw new ChainBroken(
                    shown.origin(),
                    "the published checkpoint of %d entries has the root %s, and the signer kept %s"
                            .formatted(
                                    shown.size(),
                                    shown.root().base64(),
                                    state.frontier().root().base64()));
        }
    }

    /**
     * A head is signed and kept before it is published: so one that is ahead of what a signer knew must be known by now.
     *
     * @throws ChainBroken if it isn't
     */
    void requireSignedMeanwhile(Checkpoint shown) {
        long kept = signers.find(shown.origin()).map(SignerState::size).orElse(0L);
        if (kept < shown.size()) {
            throw new ChainBroken(
                    shown.origin(),
                    "a signed checkpoint of %d entries is published, and the last one that the signer kept has %d: the tables are older than the log; after a restore, open the next incarnation (docs/restore.md)"
                            .formatted(shown.size(), kept));
        }
    }

    private Checkpoint verified(Origin origin, StoredObject object) {
        return verified(origin, "the published checkpoint", new String(object.content(), StandardCharsets.UTF_8));
    }

    private Checkpoint verified(Origin origin, String what, String text) {
        Note wanted = new Note(origin, text);
        Checkpoint before = verified.get(wanted);
        if (before != null) {
            return before;
        }
        if (verified.size() >= MOST_REMEMBERED) {
            verified.clear();
        }
        Checkpoint checkpoint = verify(origin, what, text);
        verified.put(wanted, checkpoint);
        return checkpoint;
    }

    private Checkpoint verify(Origin origin, String what, String text) {
        List<VerifierKey> known = keys.apply(origin);
        Checkpoint checkpoint;
        try {
            SignedNote note = SignedNote.parse(text);
            checkpoint = Checkpoint.parse(note.text());
            List<VerifierKey> _ = note.verify(known);
        } catch (NoteException | IllegalArgumentException e) {
            throw new ChainBroken(
                    origin,
                    "%s is not signed by its keys %s: %s; a key that is being rotated must sign once beside the old one"
                            .formatted(
                                    what, known.stream().map(VerifierKey::keyId).toList(), e.getMessage()),
                    e);
        }
        if (!checkpoint.origin().equals(origin)) {
            throw new ChainBroken(origin, "%s is that of %s".formatted(what, checkpoint.origin()));
        }
        return checkpoint;
    }

    private static byte[] bytes(SignerState state) {
        return state.note().getBytes(StandardCharsets.UTF_8);
    }
}
