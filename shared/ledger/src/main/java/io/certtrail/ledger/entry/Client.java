package io.certtrail.ledger.entry;

import org.jspecify.annotations.Nullable;

/** Where the actor was, as far as it is known. */
public record Client(@Nullable String ip, @Nullable String userAgent) {
    /** Nothing is known. */
    public static final Client NONE = new Client(null, null);
}
