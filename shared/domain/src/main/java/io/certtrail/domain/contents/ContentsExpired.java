package io.certtrail.domain.contents;

import io.certtrail.ledger.checkpoint.Origin;

/** Contents are asked for that have expired: they are not shown, dropped or not. */
public final class ContentsExpired extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ContentsExpired(Origin origin, long seq) {
        super("the contents of entry %d of %s have expired and are kept no longer".formatted(seq, origin.text()));
    }
}
