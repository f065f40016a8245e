package io.certtrail.ledger.published;

import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.merkle.MerkleTree;
import io.certtrail.ledger.merkle.Tiles;
import io.certtrail.ledger.parallel.InOrder;
import io.certtrail.ledger.published.CheckedBundle.SavedCheckpoint;
import io.certtrail.ledger.verify.TrustedKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One check of one log. Used once, by one thread. */
final class LogCheck {
    private final PublishedLog log;
    private final TrustedKeys keys;
    private final LogVerifier.Settings settings;

    LogCheck(PublishedLog log, TrustedKeys keys, LogVerifier.Settings settings) {
        this.log = log;
        this.keys = keys;
        this.settings = settings;
    }

    /**
     * Runs it.
     *
     * @throws LogFaultException at the first thing that is wrong
     * @throws IOException if something can't be read
     */
    LogVerdict run(KeptCheckpoints allKept) throws IOException {
        byte[] note = log.read(Tiles.CHECKPOINT_PATH, SignedState.MAX_BYTES);
        if (note == null) {
            return new LogVerdict.Undecided(
                    LogVerdict.Reason.NO_CHECKPOINT,
                    "There is no object called checkpoint: so this is not the place of one log. Of several logs, each has "
                            + "a place of its own below them, called by its origin.");
        }
        SignedState shown = SignedState.read(note, LogPlace.of(Tiles.CHECKPOINT_PATH), keys);
        SavedSizes saved = SavedSizes.of(log, shown.checkpoint().size());
        BundleCheck first = new BundleCheck(log, shown.checkpoint(), saved, keys);
        SignedState newest = newest(shown, saved, first);
        KeptCheckpoints kept = allKept.of(newest.checkpoint().origin());
        for (KeptCheckpoint one : kept.usable()) {
            one.contradiction(newest.checkpoint()).ifPresent(finding -> {
                throw new LogFaultException(finding);
            });
        }
        return walk(shown.checkpoint(), newest, saved, kept);
    }

    /** The largest: whoever signs saves a checkpoint before it becomes the one that is shown. */
    private static SignedState newest(SignedState shown, SavedSizes saved, BundleCheck check) throws IOException {
        long largest = saved.largest(shown.checkpoint().size());
        return largest == shown.checkpoint().size()
                ? shown
                : check.saved(largest).state();
    }

    private LogVerdict walk(Checkpoint shown, SignedState newest, SavedSizes saved, KeptCheckpoints kept)
            throws IOException {
        Checkpoint tree = newest.checkpoint();
        TreeWalk walk = new TreeWalk(log, tree, kept.usable());
        BundleCheck check = new BundleCheck(log, tree, saved, keys);
        startEmpty(walk, check, saved, tree);
        try (RepeatedIds ids = new RepeatedIds(settings.scratch(), settings.salt());
                InOrder<CheckedBundle> checks = new InOrder<>(settings.parallel())) {
            long next = 0;
            while (next < bundles(tree) || !checks.isEmpty()) {
                while (next < bundles(tree) && checks.hasRoom()) {
                    long number = next++;
                    checks.give(() -> check.check(number));
                }
                CheckedBundle bundle = checks.take();
                long seq = bundle.index() * Objects.WIDTH;
                walk.add(bundle);
                for (UUID id : bundle.ids()) {
                    ids.add(id, seq++);
                }
                settings.progress().at(seq, tree.size());
            }
            walk.finish();
            requireNoRepeat(ids, tree.size());
        }
        LogReport report = new LogReport(
                tree,
                shown.size(),
                bundles(tree),
                walk.tiles(),
                saved.isListed(),
                saved.count(),
                walk.wider().leftovers(),
                walk.wider().isGrowing(),
                kept.usable());
        return verdict(report, newest.doubt().or(walk::doubt), kept.problem().orElse(null));
    }

    private static long bundles(Checkpoint tree) {
        return tree.size() / Objects.WIDTH + (tree.size() % Objects.WIDTH == 0 ? 0 : 1);
    }

    private static void startEmpty(TreeWalk walk, BundleCheck check, SavedSizes saved, Checkpoint tree)
            throws IOException {
        List<SavedCheckpoint> empty = new ArrayList<>();
        if (saved.holds(0)) {
            empty.add(check.saved(0));
        }
        walk.requireEmptyStates(empty, MerkleTree.EMPTY_ROOT);
        if (tree.size() == 0) {
            walk.requireNewest(MerkleTree.EMPTY_ROOT);
        }
    }

    private static void requireNoRepeat(RepeatedIds ids, long size) throws IOException {
        Optional<RepeatedIds.Repeat> repeat = ids.first();
        if (repeat.isPresent()) {
            RepeatedIds.Repeat found = repeat.get();
            long bundle = found.secondSeq() / Objects.WIDTH;
            int width = (int) Math.min(Objects.WIDTH, size - bundle * Objects.WIDTH);
            throw new LogFaultException(
                    LogFault.ID_REPEATED,
                    LogPlace.of(Tiles.entriesPath(bundle, width)).at(found.secondSeq()),
                    "an id that no entry before it has",
                    found.id() + ", which entry " + found.firstSeq() + " has");
        }
    }

    private static LogVerdict verdict(
            LogReport report, Optional<SignedState.Doubt> doubt, LogVerdict.@Nullable Undecided problem) {
        if (doubt.isPresent()) {
            return new LogVerdict.Undecided(doubt.get().reason(), doubt.get().explanation());
        }
        return problem == null ? new LogVerdict.Verified(report) : problem;
    }
}
