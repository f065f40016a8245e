package io.certtrail.ledger.published;

import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.verify.TreeStates;
import java.util.List;
import java.util.Optional;

/** Whether a verified export's state of the log extends states that were kept elsewhere, as far as the export shows. */
public sealed interface History {
    /** It extends them all. */
    record Extends() implements History {}

    /** It can't be a later state than one of them. */
    record Contradicted(LogFinding finding) implements History {}

    /** Of this one, which is the first such, the export does not show it; the log would. */
    record NotShown(KeptCheckpoint kept) implements History {}

    /**
     * Compares.
     *
     * @param newer the export's state; its signature and that its root is that of {@code seen} is verified
     * @param seen what the export and its proof show of the states before
     * @param kept states of the same origin
     */
    static History of(Checkpoint newer, TreeStates seen, List<KeptCheckpoint> kept) {
        History history = new Extends();
        for (KeptCheckpoint one : kept) {
            Optional<Hash> root = one.checkpoint().size() == newer.size()
                    ? Optional.of(newer.root())
                    : seen.root(one.checkpoint().size());
            Optional<LogFinding> wrong =
                    one.contradiction(newer).or(() -> root.flatMap(found -> one.contradiction(found, newer)));
            if (wrong.isPresent()) {
                return new Contradicted(wrong.get());
            }
            if (root.isEmpty() && history instanceof Extends) {
                history = new NotShown(one);
            }
        }
        return history;
    }
}
