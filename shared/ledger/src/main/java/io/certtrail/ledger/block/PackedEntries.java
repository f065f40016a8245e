package io.certtrail.ledger.block;

import io.certtrail.ledger.entry.LoggedEntry;
import java.util.List;

/** Entries that fit into a block, and their compressed form. Immutable. */
public final class PackedEntries {
    private final List<LoggedEntry> entries;
    private final byte[] body;

    PackedEntries(List<LoggedEntry> entries, byte[] body) {
        this.entries = List.copyOf(entries);
        this.body = body;
    }

    public List<LoggedEntry> entries() {
        return entries;
    }

    /** A copy of {@link BlockBody#compress} of the entries. */
    public byte[] body() {
        return body.clone();
    }
}
