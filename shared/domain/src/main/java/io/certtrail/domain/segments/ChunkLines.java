package io.certtrail.domain.segments;

import io.certtrail.ledger.block.QuickGzip;
import io.certtrail.ledger.checkpoint.Origin;
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
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * A chunk's entries as they are stored: gzip of one canonical JSON line each, the members of the entry beside
 * {@code incarnation}, {@code seq} and {@code seed} (hex).
 */
final class ChunkLines {
    private static final String INCARNATION = "incarnation";
    private static final String SEQ = "seq";
    private static final String SEED = "seed";

    /** The names, braces, id, place and seed around an entry in its line, some 350 bytes, and room to spare. */
    private static final int LINE_SLACK = 512;

    /** The most bytes that a chunk's lines take. */
    static final int MAX_LINE_BYTES = Chunk.MAX_ENTRIES * (EntryLimits.MAX_ENTRY_BYTES + LINE_SLACK);

    private ChunkLines() {}

    /**
     * Appends the stored bytes.
     *
     * @return how many bytes the lines had before they were compressed
     */
    static int pack(Origin origin, List<LoggedEntry> entries, ByteArrayOutputStream target) {
        int lineBytes = 0;
        try (QuickGzip gzip = new QuickGzip(target)) {
            Utf8Sink line = new Utf8Sink(2 * 1024);
            for (LoggedEntry logged : entries) {
                line.clear();
                Jcs.write(line(origin, logged), line);
                line.writeTo(gzip);
                gzip.write('\n');
                lineBytes += line.size() + 1;
            }
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return lineBytes;
    }

    private static Json.Obj line(Origin origin, LoggedEntry logged) {
        Json.ObjBuilder line = Json.obj()
                .put(INCARNATION, origin.incarnation())
                .put(SEQ, logged.seq())
                .put(SEED, logged.seed().hex());
        EntryJson.of(logged.entry()).members().forEach(line::put);
        return line.build();
    }

    /**
     * Reads {@link #pack}. Expands no further than {@code lineBytes}.
     *
     * @param fromSeq the place of the first entry
     * @param count how many there must be
     * @throws IllegalArgumentException if the bytes are anything else
     */
    static List<LoggedEntry> unpack(Origin origin, byte[] packed, long fromSeq, int count, int lineBytes) {
        List<ByteBuffer> lines = lines(packed, fromSeq, count, lineBytes);
        List<LoggedEntry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(entry(origin, lines.get(i), fromSeq + i));
        }
        return entries;
    }

    /**
     * The lines of {@link #pack}, not read yet. Expands no further than {@code lineBytes}.
     *
     * @throws IllegalArgumentException if there are others than {@code count}
     */
    static List<ByteBuffer> lines(byte[] packed, long fromSeq, int count, int lineBytes) {
        byte[] lines = expand(packed, lineBytes);
        List<ByteBuffer> found = new ArrayList<>(count);
        int from = 0;
        for (int i = 0; i < count; i++) {
            int to = from;
            while (to < lines.length && lines[to] != '\n') {
                to++;
            }
            if (to == lines.length) {
                throw new IllegalArgumentException("it ends before entry %d does".formatted(fromSeq + i));
            }
            found.add(ByteBuffer.wrap(lines, from, to - from));
            from = to + 1;
        }
        if (from < lines.length) {
            throw new IllegalArgumentException("it goes on after entry %d".formatted(fromSeq + count - 1));
        }
        return found;
    }

    private static byte[] expand(byte[] packed, int lineBytes) {
        if (lineBytes < 1 || lineBytes > MAX_LINE_BYTES) {
            throw new IllegalArgumentException(
                    "expected lines of 1 to %d bytes in all, found %d".formatted(MAX_LINE_BYTES, lineBytes));
        }
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed), 8 * 1024)) {
            byte[] lines = gzip.readNBytes(lineBytes);
            if (lines.length < lineBytes || gzip.read() >= 0) {
                throw new IllegalArgumentException("expected lines of %d bytes in all".formatted(lineBytes));
            }
            return lines;
        } catch (IOException e) {
            throw new IllegalArgumentException("it can't be expanded: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException unless it is the entry of that place
     */
    static LoggedEntry entry(Origin origin, ByteBuffer line, long seq) {
        try {
            if (!(JsonReader.parse(line.duplicate(), EntryJson.MAX_DEPTH) instanceof Json.Obj object)) {
                throw new IllegalArgumentException("entry %d: expected an object".formatted(seq));
            }
            List<Flaw> flaws = new ArrayList<>(0);
            Members members = Members.of(object, "", flaws);
            Long incarnation = members.integer(INCARNATION);
            Long place = members.integer(SEQ);
            String seed = members.string(SEED);
            if (incarnation == null || place == null || seed == null || !flaws.isEmpty()) {
                throw new EntryException(flaws);
            }
            if (incarnation != origin.incarnation() || place != seq) {
                throw new IllegalArgumentException("expected entry %d of incarnation %d, found %d of %d"
                        .formatted(seq, origin.incarnation(), place, incarnation));
            }
            return new LoggedEntry(seq, EntryJson.parse(withoutPlace(object)), Seed.ofHex(seed));
        } catch (JsonException | EntryException e) {
            throw new IllegalArgumentException("entry %d: %s".formatted(seq, e.getMessage()), e);
        }
    }

    private static Json.Obj withoutPlace(Json.Obj line) {
        Map<String, Json> members = new LinkedHashMap<>(line.members());
        members.keySet().removeAll(List.of(INCARNATION, SEQ, SEED));
        return new Json.Obj(members);
    }
}
