package io.certtrail.ledger.export;

import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.EntryException;
import io.certtrail.ledger.entry.EntryLimits;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.entry.Seed;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonException;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.ledger.json.Utf8Sink;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole entry's row the short way: takes its cells as they come, and then holds the line against what the entry
 * found would be written as, byte by byte. So it lets nothing through but that one spelling, and need not look for faults:
 * a row that it can't read is read again the long way, which says what is wrong with it. Not thread-safe.
 */
final class QuickRow {
    /** A canonical form has at most two bytes for one of the row (an escaped backslash), and some 100 of names. */
    private static final int ALWAYS_WITHIN = EntryLimits.MAX_ENTRY_BYTES / 2 - 256;

    private final byte[] line;
    private final int length;
    private int at;

    private QuickRow(byte[] line, int length) {
        this.line = line;
        this.length = length;
    }

    /** The row, or null if it is not one, for whatever reason. */
    static ExportRow.@Nullable Full read(byte[] line, int length, RowCodec codec) {
        try {
            LoggedEntry logged = new QuickRow(line, length).logged();
            Utf8Sink same = new Utf8Sink(length + 1);
            codec.write(logged, same);
            boolean isWithin = length <= ALWAYS_WITHIN || EntryLimits.isWithin(logged.entry());
            return isWithin && same.holds(line, length) ? new ExportRow.Full(logged) : null;
        } catch (IllegalArgumentException | JsonException | EntryException e) {
            return null;
        }
    }

    private LoggedEntry logged() {
        long seq = Long.parseLong(cell());
        UUID id = UUID.fromString(cell());
        Entry entry = new Entry(
                id,
                LedgerTime.parse(cell()),
                LedgerTime.parse(cell()),
                cell(),
                Severity.parse(cell()),
                new Actor(Actor.Type.parse(cell()), cell(), cell()),
                new Client(optional(), optional()),
                new Resource(cell(), cell(), optional()),
                cell(),
                details(),
                cell());
        return new LoggedEntry(seq, entry, Seed.ofHex(cell()));
    }

    private Json.Obj details() {
        if (JsonReader.parse(cell().getBytes(StandardCharsets.UTF_8)) instanceof Json.Obj object) {
            return object;
        }
        throw new IllegalArgumentException("no object");
    }

    private @Nullable String optional() {
        String cell = cell();
        return cell.isEmpty() ? null : cell;
    }

    /** The next cell's value; behind the last one, empty. */
    private String cell() {
        boolean quoted = at < length && line[at] == '"';
        String value = quoted ? quoted() : plain();
        return value.startsWith("'") ? value.substring(1) : value;
    }

    private String plain() {
        int from = at;
        int to = from;
        while (to < length && line[to] != ',') {
            to++;
        }
        at = to + 1;
        return from >= length ? "" : new String(line, from, to - from, StandardCharsets.UTF_8);
    }

    /** Two quotes stand for one, a single one ends the cell. */
    private String quoted() {
        byte[] value = new byte[length - at];
        int size = 0;
        int next = at + 1;
        while (next < length && (line[next] != '"' || (next + 1 < length && line[next + 1] == '"'))) {
            next += line[next] == '"' ? 1 : 0;
            value[size++] = line[next++];
        }
        at = next + 2;
        return new String(value, 0, size, StandardCharsets.UTF_8);
    }
}
