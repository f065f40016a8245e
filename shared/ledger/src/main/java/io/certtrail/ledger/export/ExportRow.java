package io.certtrail.ledger.export;

import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.Leaf;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.merkle.Hash;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one row of an export shows. */
public sealed interface ExportRow {
    long seq();

    /** The hash of its leaf, as the row has it: whether the tree has the same is for the proof to show. */
    Hash leafHash();

    /** The value of an attribute; empty if it is closed. */
    Optional<Json> value(Attribute attribute);

    /** The time of the entry, unless it is closed. */
    @Nullable
    Instant time();

    /** Whether the row meets a filter, as far as its open attributes tell. */
    boolean matches(ExportFilter filter);

    /** A whole entry. */
    record Full(LoggedEntry logged) implements ExportRow {
        @Override
        public long seq() {
            return logged.seq();
        }

        @Override
        public Hash leafHash() {
            return logged.leaf().hash();
        }

        @Override
        public Optional<Json> value(Attribute attribute) {
            return Optional.of(attribute.valueOf(logged.entry()));
        }

        @Override
        public Instant time() {
            return logged.entry().time();
        }

        @Override
        public boolean matches(ExportFilter filter) {
            return filter.matches(logged.entry());
        }
    }

    /** An entry of which some attributes are closed; the open ones are what the leaf commits to. */
    record Redacted(long seq, Leaf leaf, Map<Attribute, Json> open) implements ExportRow {
        public Redacted {
            open = Map.copyOf(open);
        }

        @Override
        public Hash leafHash() {
            return leaf.hash();
        }

        @Override
        public Optional<Json> value(Attribute attribute) {
            return Optional.ofNullable(open.get(attribute));
        }

        @Override
        public @Nullable Instant time() {
            return open.get(Attribute.TIME) instanceof Json.Str(String time) ? LedgerTime.parse(time) : null;
        }

        @Override
        public boolean matches(ExportFilter filter) {
            boolean noMatch = open.entrySet().stream().anyMatch(a -> filter.disproves(a.getKey(), a.getValue()));
            boolean searchedInPart = filter.unchecked(closed()).contains("q");
            return !noMatch
                    && (searchedInPart
                            || filter.q() == null
                            || open.entrySet().stream().anyMatch(a -> filter.mentions(a.getKey(), a.getValue())));
        }

        private List<Attribute> closed() {
            return Attribute.ALL.stream().filter(a -> !open.containsKey(a)).toList();
        }
    }

    /** The id of the entry. */
    default UUID id() {
        return switch (this) {
            case Full full -> full.logged().entry().id();
            case Redacted redacted -> redacted.leaf().id();
        };
    }
}
