package io.certtrail.ledger.block;

import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.EntryException;
import io.certtrail.ledger.entry.EntryJson;
import io.certtrail.ledger.entry.EntryLimits;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.entry.Seed;
import io.certtrail.ledger.json.Flaw;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonException;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.ledger.json.Members;
import io.certtrail.ledger.json.Utf8Sink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A block's entries as they are stored: gzip of one JSON line each, {@code {"entry":{...},"seed":"<hex>"}} in canonical
 * form. The bytes are not part of what is hashed; the leaves are.
 */
public final class BlockBody {
    /** The names, braces, id and seed around an entry in its line, some 300 bytes, and room to spare. */
    private static final int LINE_SLACK = 512;

    static final int MAX_LINE_BYTES = EntryLimits.MAX_ENTRY_BYTES + LINE_SLACK;

    private static final int LINE_DEPTH = EntryJson.MAX_DEPTH + 1;

    private BlockBody() {}

    /** The stored form of these entries, whatever its size. */
    public static byte[] compress(List<LoggedEntry> entries) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(64 * 1024);
        try (QuickGzip gzip = new QuickGzip(body)) {
            Utf8Sink line = new Utf8Sink(2 * 1024);
            for (LoggedEntry logged : entries) {
                line.clear();
                Jcs.write(line(logged), line);
                line.writeTo(gzip);
                gzip.write('\n');
            }
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return body.toByteArray();
    }

    /**
     * As many of the entries, from the first on, as fit into one block. Nearly as many, if not all of them do.
     *
     * @throws BlockException if there are none
     */
    public static List<LoggedEntry> fitting(List<LoggedEntry> entries) {
        if (entries.isEmpty()) {
            throw new BlockException("a block without entries is not written");
        }
        List<LoggedEntry> some = entries.subList(0, Math.min(entries.size(), Block.MAX_ENTRIES));
        if (longest(some) <= Block.MAX_BODY_BYTES) {
            return some;
        }
        int bytes = compress(some).length;
        while (bytes > Block.MAX_BODY_BYTES && some.size() > 1) {
            long fitting = (long) some.size() * Block.MAX_BODY_BYTES / bytes;
            some = some.subList(0, Math.clamp(fitting, 1, some.size() - 1));
            bytes = compress(some).length;
        }
        return some;
    }

    /** What they can't be longer than: deflate stores what it can't compress (RFC 1951, 3.2.4), within the slack of a line. */
    private static long longest(List<LoggedEntry> entries) {
        return entries.stream()
                .mapToLong(logged -> EntryLimits.bytes(logged.entry()) + LINE_SLACK)
                .sum();
    }

    /**
     * Reads {@link #compress}. Expands no further than {@code count} entries can reach.
     *
     * @param firstSeq the leaf index of the first entry
     * @param count how many there must be, at most {@value Block#MAX_ENTRIES}
     * @throws BlockException if the bytes are anything else
     */
    public static List<LoggedEntry> expand(byte[] body, long firstSeq, int count) {
        if (count < 1 || count > Block.MAX_ENTRIES) {
            throw new BlockException("a block has 1 to " + Block.MAX_ENTRIES + " entries, found " + count);
        }
        List<LoggedEntry> entries = new ArrayList<>(count);
        try (InputStream lines = new GZIPInputStream(new ByteArrayInputStream(body), 8 * 1024)) {
            LineReader reader = new LineReader(lines, MAX_LINE_BYTES);
            for (int i = 0; i < count; i++) {
                entries.add(entry(reader.next(), firstSeq + i));
            }
            reader.requireEnd();
        } catch (IOException e) {
            String why = e instanceof EOFException ? "it is cut off" : e.getMessage();
            throw new BlockException("the body of the block at " + firstSeq + " can't be expanded: " + why, e);
        }
        return entries;
    }

    private static Json line(LoggedEntry logged) {
        return Json.obj()
                .put("entry", EntryJson.of(logged.entry()))
                .put("seed", logged.seed().hex())
                .build();
    }

    private static LoggedEntry entry(ByteBuffer line, long seq) {
        try {
            if (!(JsonReader.parse(line, LINE_DEPTH) instanceof Json.Obj object)) {
                throw new BlockException("entry " + seq + ": expected an object");
            }
            List<Flaw> flaws = new ArrayList<>(0);
            Members members = Members.of(object, "", flaws);
            Json.Obj entry = members.object("entry");
            String seed = members.string("seed");
            members.noOthers();
            if (entry == null || seed == null || !flaws.isEmpty()) {
                throw new EntryException(flaws);
            }
            Entry parsed = EntryJson.parse(entry);
            return new LoggedEntry(seq, parsed, Seed.ofHex(seed));
        } catch (JsonException | EntryException | IllegalArgumentException e) {
            throw new BlockException("entry " + seq + ": " + e.getMessage(), e);
        }
    }
}
