package io.certtrail.ledger.published;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.verify.TrustedKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was kept elsewhere, in the order given. What of it can't be relied on says nothing about the log: so that is no
 * finding, but the verdict is not "verified" either. Immutable.
 *
 * @param usable signed by a trusted key
 * @param problem why the first other one is not; empty if there is none
 */
public record KeptCheckpoints(List<KeptCheckpoint> usable, Optional<LogVerdict.Undecided> problem) {
    /** The longest file that is read. */
    public static final int MAX_BYTES = SignedState.MAX_BYTES;

    public static final KeptCheckpoints NONE = new KeptCheckpoints(List.of(), Optional.empty());

    public KeptCheckpoints {
        usable = List.copyOf(usable);
    }

    /**
     * These and one more.
     *
     * @param note what its file holds; more than {@link #MAX_BYTES} bytes are no checkpoint
     */
    public KeptCheckpoints and(String name, byte[] note, TrustedKeys keys) {
        try {
            SignedState state = SignedState.read(note, LogPlace.of(name), keys);
            return state.doubt()
                    .map(doubt -> without(doubt.reason(), doubt.explanation()))
                    .orElseGet(() -> and(new KeptCheckpoint(name, state.checkpoint())));
        } catch (LogFaultException e) {
            LogFinding finding = e.finding();
            return without(
                    LogVerdict.Reason.KEPT_UNUSABLE,
                    "What was kept in " + name + " proves nothing: "
                            + finding.fault().sentence() + ": expected " + finding.expected() + ", found "
                            + finding.found() + ".");
        }
    }

    /** These and one more, whose signature was checked elsewhere. */
    public KeptCheckpoints and(KeptCheckpoint one) {
        List<KeptCheckpoint> all = new ArrayList<>(usable);
        all.add(one);
        return new KeptCheckpoints(all, problem);
    }

    /** Those of this log alone; of another log or another incarnation there is nothing to compare. */
    public KeptCheckpoints of(Origin origin) {
        KeptCheckpoints same = new KeptCheckpoints(
                usable.stream()
                        .filter(kept -> kept.checkpoint().origin().equals(origin))
                        .toList(),
                problem);
        return usable.stream()
                .filter(kept -> !kept.checkpoint().origin().equals(origin))
                .findFirst()
                .map(kept -> same.without(LogVerdict.Reason.KEPT_UNUSABLE, other(kept, origin)))
                .orElse(same);
    }

    private static String other(KeptCheckpoint kept, Origin origin) {
        Origin its = kept.checkpoint().origin();
        boolean incarnation =
                its.logName().equals(origin.logName()) && its.tenant().equals(origin.tenant());
        return "What was kept in " + kept.name() + " is of "
                + (incarnation
                        ? "incarnation " + its.incarnation() + " of this log (" + its + "), and this is incarnation "
                                + origin.incarnation()
                                + ": hold it against that one. The first entry of an incarnation says at which size and "
                                + "root the one before it ended."
                        : "another log: of " + its + ", and this is " + origin + ".");
    }

    private KeptCheckpoints without(LogVerdict.Reason reason, String explanation) {
        return new KeptCheckpoints(
                usable, problem.or(() -> Optional.of(new LogVerdict.Undecided(reason, explanation))));
    }
}
