package io.certtrail.domain.segments;

import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.Leaf;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.export.Opening;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.text.HexText;
import java.time.Instant;

/**
 * The leaf of a segment's last entry and the salt that opens its time, and nothing else of it. It stays when the contents
 * have expired: an export of what is kept shows with it that the entry before is older (ledger.md §7, {@code edges}).
 *
 * @param timeSalt in hex
 */
public record LastLeaf(Leaf leaf, String timeSalt) {
    static LastLeaf of(LoggedEntry last) {
        return new LastLeaf(last.leaf(), HexText.of(last.seed().salt(Attribute.TIME)));
    }

    /** The time of the segment's last entry, opened. */
    public Opening opening(Segment segment) {
        return opening(segment.lastTime());
    }

    private Opening opening(Instant time) {
        return new Opening(Attribute.TIME, Json.of(LedgerTime.text(time)), timeSalt);
    }

    boolean opens(Instant time) {
        return opening(time).opens(leaf);
    }
}
