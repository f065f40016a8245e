package io.certtrail.domain.chain;

import io.certtrail.ledger.checkpoint.Origin;

/** What stands in the store contradicts itself, or what was seen of it before: someone has to look. */
public final class ChainBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Origin origin;
    private final String finding;

    public ChainBroken(Origin origin, String finding) {
        super("the chain %s is broken: %s".formatted(origin.text(), finding));
        this.origin = origin;
        this.finding = finding;
    }

    public ChainBroken(Origin origin, String finding, Throwable cause) {
        super("the chain %s is broken: %s".formatted(origin.text(), finding), cause);
        this.origin = origin;
        this.finding = finding;
    }

    public Origin origin() {
        return origin;
    }

    /** What contradicts what. */
    public String finding() {
        return finding;
    }
}
