package io.certtrail.domain.canary;

import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.contents.Contents;
import io.certtrail.domain.publish.LogStore;
import io.certtrail.domain.publish.PublishedHashes;
import io.certtrail.domain.publish.StoredObject;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.NoteException;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.checkpoint.SignedNote;
import io.certtrail.ledger.checkpoint.VerifierKey;
import io.certtrail.ledger.merkle.ConsistencyProof;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.HashReader;
import io.certtrail.ledger.merkle.Tiles;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a part of a log again, and says what is not as it was signed: the newest checkpoint, that it extends the one that
 * the canary itself kept of an earlier run, and a window of blocks, or of segments where the blocks
 * are gone, of id items, tiles and bundles ({@link CanaryWindow}), that goes round the whole log. Safe for use by many threads.
 */
public final class Canary {
    private final Contents contents;
    private final LogStore store;
    private final CanaryStore states;
    private final Function<Origin, List<VerifierKey>> keys;
    private final int rounds;

    /**
     * A canary.
     *
     * @param keys those that sign a log's checkpoints now
     * @param rounds after how many runs it has read the whole log, 1 or more, if time suffices
     */
    public Canary(
            Contents contents,
            LogStore store,
            CanaryStore states,
            Function<Origin, List<VerifierKey>> keys,
            int rounds) {
        this.contents = contents;
        this.store = store;
        this.states = states;
        this.keys = keys;
        this.rounds = rounds;
    }

    /** Reads on where the last run ended, as long as the deadline allows. */
    public CanaryReport run(Origin origin, Deadline deadline) {
        CanaryFindings findings = new CanaryFindings(origin);
        Optional<CanaryState> before = states.find(origin);
        Optional<Checkpoint> kept = before.flatMap(state -> verified(origin, state.note()));
        Optional<String> note = read(origin, Tiles.CHECKPOINT_PATH);
        if (note.isEmpty()) {
            kept.ifPresent(earlier -> findings.add("checkpoint", shown(earlier) + " or a later one", "nothing"));
            return new CanaryReport(0, "", 0, 0, unsealedSince(origin, findings), findings.all());
        }
        Optional<Checkpoint> newest = verified(origin, note.get());
        if (newest.isEmpty()) {
            findings.add("checkpoint", "a checkpoint signed by " + keyIds(origin), note.get());
            return new CanaryReport(0, "", 0, 0, unsealedSince(origin, findings), findings.all());
        }
        long next = before.map(CanaryState::nextSeq).orElse(0L);
        return run(newest.get(), note.get(), kept, before, next, findings, deadline);
    }

    private CanaryReport run(
            Checkpoint newest,
            String note,
            Optional<Checkpoint> kept,
            Optional<CanaryState> before,
            long next,
            CanaryFindings findings,
            Deadline deadline) {
        Origin origin = newest.origin();
        HashReader hashes = hashes(newest);
        kept.ifPresent(earlier -> findings.of("checkpoint", () -> compare(earlier, newest, hashes, findings)));
        before.filter(state -> kept.isPresent()).ifPresent(state -> {
            String path = "checkpoints/" + kept.get().size();
            findings.equal(path, state.note(), read(origin, path).orElse("nothing"));
        });
        Optional<Head> head = findings.read("HEAD", () -> contents.chain().head(origin));
        if (head.isEmpty() || head.get().size() < newest.size()) {
            findings.add(
                    "HEAD",
                    "%d entries or more, as signed".formatted(newest.size()),
                    head.map(end -> "%d entries".formatted(end.size())).orElse("nothing"));
        }
        CanaryWindow window = new CanaryWindow(contents, store, newest, hashes, findings);
        head.ifPresent(end -> window.read(end, next < newest.size() ? next : 0, rounds, deadline));
        Optional<Instant> unsealedSince = unsealedSince(origin, findings);
        boolean isWell = findings.all().isEmpty();
        if (isWell || before.isPresent()) {
            String last = isWell ? note : before.get().note();
            states.keep(new CanaryState(origin, last, window.nextSeq()));
        }
        return new CanaryReport(
                newest.size(), newest.root().base64(), window.fromSeq(), window.toSeq(), unsealedSince, findings.all());
    }

    private Optional<Instant> unsealedSince(Origin origin, CanaryFindings findings) {
        return findings.read(
                "what is not sealed", () -> contents.chain().head(origin).flatMap(contents::unsealedSince));
    }

    /** What is missing in the store is a finding here, where others who read it have a failure. */
    private HashReader hashes(Checkpoint newest) {
        HashReader published = PublishedHashes.of(store, newest.origin(), newest.size());
        return nodes -> {
            try {
                return published.read(nodes);
            } catch (IllegalStateException e) {
                throw new CanaryFindings.PublishedObjectWrong(String.valueOf(e.getMessage()));
            }
        };
    }

    private static void compare(Checkpoint earlier, Checkpoint newest, HashReader hashes, CanaryFindings findings) {
        if (newest.size() < earlier.size()) {
            findings.add("checkpoint", shown(earlier) + " or a later one", shown(newest));
            return;
        }
        List<Hash> proof = ConsistencyProof.make(earlier.size(), newest.size(), hashes);
        if (!ConsistencyProof.verify(earlier.size(), newest.size(), earlier.root(), newest.root(), proof)) {
            findings.add("checkpoint", "a tree that begins with " + shown(earlier), shown(newest));
        }
    }

    private static String shown(Checkpoint checkpoint) {
        return "%d entries with the root %s"
                .formatted(checkpoint.size(), checkpoint.root().base64());
    }

    private List<String> keyIds(Origin origin) {
        return keys.apply(origin).stream().map(VerifierKey::keyId).toList();
    }

    private Optional<String> read(Origin origin, String path) {
        return store.read(origin, path)
                .map(StoredObject::content)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** Empty if it is not the log's: one that it kept itself may be signed by a key that is retired by now. */
    private Optional<Checkpoint> verified(Origin origin, String text) {
        try {
            SignedNote note = SignedNote.parse(text);
            List<VerifierKey> _ = note.verify(keys.apply(origin));
            return Optional.of(Checkpoint.parse(note.text()))
                    .filter(checkpoint -> checkpoint.origin().equals(origin));
        } catch (NoteException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A place's finding from an exception that says it. */
    static String said(RuntimeException e) {
        return e instanceof ChainBroken broken ? broken.finding() : String.valueOf(e.getMessage());
    }
}
