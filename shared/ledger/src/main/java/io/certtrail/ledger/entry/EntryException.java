package io.certtrail.ledger.entry;

import io.certtrail.ledger.json.Flaw;
import java.util.List;

/** Something breaks the rules of an entry. {@link #flaws()} says which member, and what is wrong with it. */
public final class EntryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Flaw> flaws;

    public EntryException(List<Flaw> flaws) {
        super(flaws.getFirst() + (flaws.size() > 1 ? " (and " + (flaws.size() - 1) + " more)" : ""));
        this.flaws = List.copyOf(flaws);
    }

    /** At least one; the pointers are those of the entry as {@link EntryJson} writes it. */
    public List<Flaw> flaws() {
        return flaws;
    }
}
