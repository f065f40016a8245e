package io.certtrail.ledger.export;

import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.EntryException;
import io.certtrail.ledger.entry.EntryJson;
import io.certtrail.ledger.entry.EntryMembers;
import io.certtrail.ledger.entry.Leaf;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.entry.Seed;
import io.certtrail.ledger.json.Flaw;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.Utf8Sink;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.text.Base64Text;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Writes entries as rows and reads them back, with some attributes closed or none. A row here is without its hash. */
public final class RowCodec {
    private static final String REDACTED = "sd:";

    private final List<Attribute> closed;
    private final List<Attribute> open;

    private RowCodec(List<Attribute> closed) {
        this.closed = closed;
        this.open = Attribute.ALL.stream().filter(a -> !closed.contains(a)).toList();
    }

    /**
     * A codec of rows without some attributes.
     *
     * @throws IllegalArgumentException if these can't be closed: all of them, or ones that others tell of
     */
    public static RowCodec of(List<Attribute> closed) {
        String fault = Closed.fault(closed);
        if (fault != null) {
            throw new IllegalArgumentException(fault);
        }
        return new RowCodec(List.copyOf(closed));
    }

    /** The header line, without its line end. */
    public static String header() {
        return Columns.header();
    }

    /** Appends the row of an entry, up to the comma before its hash. */
    public void write(LoggedEntry logged, Utf8Sink line) {
        line.text(Long.toString(logged.seq()));
        line.ascii(',');
        line.text(logged.entry().id().toString());
        for (Attribute attribute : Attribute.ALL) { // the columns' order as well
            if (closed.contains(attribute)) {
                Columns.leaveOut(attribute, line);
            } else {
                Columns.write(attribute, logged.entry(), line);
            }
        }
        line.ascii(',');
        line.text(closed.isEmpty() ? logged.seed().hex() : redactedSeed(logged));
    }

    private static List<String> cells(long seq, UUID id, Map<Attribute, Json> values, String seed) {
        List<String> cells = new ArrayList<>(Collections.nCopies(Columns.HASHED.size(), ""));
        cells.set(Columns.SEQ, Long.toString(seq));
        cells.set(Columns.ID, id.toString());
        values.forEach((attribute, value) -> Columns.put(attribute, value, cells));
        cells.set(Columns.SEED, seed);
        return cells;
    }

    private String redactedSeed(LoggedEntry logged) {
        byte[] bytes = Arrays.copyOf(logged.leaf().data(), Leaf.SIZE + open.size() * Hash.SIZE);
        int at = Leaf.SIZE;
        for (Attribute attribute : open) {
            System.arraycopy(logged.seed().salt(attribute), 0, bytes, at, Hash.SIZE);
            at += Hash.SIZE;
        }
        return REDACTED + Base64Text.of(bytes);
    }

    /**
     * Reads what {@link #write} writes, and nothing else.
     *
     * @param line whose first {@code length} bytes are the row up to the comma before its hash
     * @throws FormatException naming the column that is wrong
     */
    public ExportRow parse(byte[] line, int length) {
        ExportRow.Full row = closed.isEmpty() ? QuickRow.read(line, length, this) : null;
        return row == null ? parse(text(line, length)) : row;
    }

    private static String text(byte[] line, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FormatException("", "UTF-8", "other bytes");
        }
    }

    /**
     * The same of text, the long way, which finds what is wrong, and where.
     *
     * @throws FormatException naming the column that is wrong
     */
    public ExportRow parse(String line) {
        List<String> cells = CsvLine.split(line, Columns.HASHED.size());
        long seq = seq(cells.get(Columns.SEQ));
        Map<Attribute, Json> values = new EnumMap<>(Attribute.class);
        for (Attribute attribute : open) {
            values.put(attribute, Columns.get(attribute, cells));
        }
        ExportRow row = closed.isEmpty() ? full(seq, cells, values) : redacted(seq, cells, values);
        requireSame(cells(seq, row.id(), values, cells.get(Columns.SEED)), cells);
        return row;
    }

    /** The number that a row begins with. */
    static long seq(String cell) {
        boolean digits = !cell.isEmpty() && cell.length() <= 16 && cell.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || (cell.length() > 1 && cell.startsWith("0"))) {
            throw new FormatException("seq", "an integer from 0", Excerpt.of(cell));
        }
        return Long.parseLong(cell);
    }

    private static ExportRow full(long seq, List<String> cells, Map<Attribute, Json> values) {
        Json.ObjBuilder entry = Json.obj().put("id", cells.get(Columns.ID));
        values.forEach((attribute, value) -> entry.put(attribute.text(), value));
        Seed seed = cell(cells, Columns.SEED, Seed::ofHex);
        try {
            return new ExportRow.Full(new LoggedEntry(seq, EntryJson.parse(entry.build()), seed));
        } catch (EntryException e) {
            Flaw flaw = e.flaws().getFirst();
            throw new FormatException(column(flaw.pointer()), "a value that an entry can have", flaw.message());
        }
    }

    private ExportRow redacted(long seq, List<String> cells, Map<Attribute, Json> values) {
        byte[] bytes = cell(cells, Columns.SEED, this::disclosure);
        Leaf leaf = cell(cells, Columns.SEED, text -> Leaf.parse(Arrays.copyOf(bytes, Leaf.SIZE)));
        if (!cell(cells, Columns.ID, EntryMembers::parseId).equals(leaf.id())) {
            throw new FormatException("id", leaf.id() + " as in the leaf", Excerpt.of(cells.get(Columns.ID)));
        }
        int salt = Leaf.SIZE;
        for (Attribute attribute : open) {
            Json value = values.getOrDefault(attribute, Json.NULL);
            if (!leaf.commitsTo(attribute, value, Arrays.copyOfRange(bytes, salt, salt + Hash.SIZE))) {
                throw new FormatException(
                        Columns.HASHED.get(Columns.first(attribute)),
                        "the value to which the leaf commits",
                        "another value or salt of " + attribute.text());
            }
            salt += Hash.SIZE;
        }
        return new ExportRow.Redacted(seq, leaf, values);
    }

    private byte[] disclosure(String text) {
        int length = Leaf.SIZE + open.size() * Hash.SIZE;
        if (!text.startsWith(REDACTED)) {
            throw new IllegalArgumentException("a redacted row's seed begins with " + REDACTED);
        }
        byte[] bytes = Base64Text.parse(text.substring(REDACTED.length()));
        if (bytes.length != length) {
            throw new IllegalArgumentException("expected " + length + " bytes, found " + bytes.length);
        }
        return bytes;
    }

    private static <T> T cell(List<String> cells, int column, Function<String, T> read) {
        try {
            return read.apply(cells.get(column));
        } catch (IllegalArgumentException e) {
            throw new FormatException(
                    Columns.HASHED.get(column),
                    "a valid value",
                    Excerpt.of(cells.get(column)) + " (" + e.getMessage() + ")");
        }
    }

    private static void requireSame(List<String> expected, List<String> found) {
        for (int column = 0; column < expected.size(); column++) {
            if (!expected.get(column).equals(found.get(column))) {
                throw new FormatException(
                        Columns.HASHED.get(column),
                        expected.get(column).isEmpty() ? "an empty cell" : Excerpt.of(expected.get(column)),
                        Excerpt.of(found.get(column)));
            }
        }
    }

    private static String column(String pointer) {
        String[] parts = pointer.split("/", 4);
        String attribute = parts.length > 1 ? parts[1] : "";
        return parts.length > 2 && !attribute.equals("details") ? attribute + "_" + snake(parts[2]) : attribute;
    }

    private static String snake(String member) {
        return member.equals("userAgent") ? "user_agent" : member;
    }
}
