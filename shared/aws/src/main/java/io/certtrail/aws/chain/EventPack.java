package io.certtrail.aws.chain;

import io.certtrail.domain.ids.RunIds;
import io.certtrail.ledger.block.QuickGzip;
import io.certtrail.ledger.entry.EntryException;
import io.certtrail.ledger.entry.EntryLimits;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.EventJson;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonException;
import io.certtrail.ledger.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Events packed for one outbox item: gzip of one canonical JSON object a line. */
final class EventPack {
    /** Bytes of a packed body; an item holds 400 KB, and a delete is billed by it. */
    static final int MAX_BODY = 350_000;

    /** Events of one pack. */
    static final int MAX_COUNT = 100;

    /** A line is an entry at its largest and its members' names; what expands to more was not packed by us. */
    private static final int MAX_LINE = EntryLimits.MAX_ENTRY_BYTES + 1024;

    /** An event's object around its attributes. */
    private static final int DEPTH = EntryLimits.MAX_DEPTH + 1;

    private final int count;
    private final byte[] body;

    /** A pack as it was stored; whether it is one is seen when it is expanded. */
    EventPack(int count, byte[] body) {
        this.count = count;
        this.body = body;
    }

    /** How many events. */
    int count() {
        return count;
    }

    /** At most {@link #MAX_BODY} bytes when packed here. */
    byte[] body() {
        return body;
    }

    /** Packs events in their order into as few packs as a halving finds; a run ({@link RunIds}) is whole in one. */
    static List<EventPack> pack(List<Event> events) {
        byte[] body = compress(events);
        if (body.length <= MAX_BODY && events.size() <= MAX_COUNT) {
            return List.of(new EventPack(events.size(), body));
        }
        if (events.stream().skip(1).allMatch(event -> RunIds.goesOn(event.id()))) {
            throw new IllegalArgumentException("event or run %s takes %d bytes packed, more than %d"
                    .formatted(events.getFirst().id(), body.length, MAX_BODY));
        }
        int half = nearHalf(events);
        List<EventPack> packs = new ArrayList<>(pack(events.subList(0, half)));
        packs.addAll(pack(events.subList(half, events.size())));
        return packs;
    }

    /** Where to cut: at the half, or at the nearest place after it, or else before it, that is in no run. */
    private static int nearHalf(List<Event> events) {
        int half = events.size() / 2;
        int after = half;
        while (after < events.size() && RunIds.goesOn(events.get(after).id())) {
            after++;
        }
        int before = half;
        while (RunIds.goesOn(events.get(before).id())) {
            before--;
        }
        return after < events.size() ? after : before;
    }

    private static byte[] compress(List<Event> events) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (QuickGzip gzip = new QuickGzip(packed)) {
            for (Event event : events) {
                gzip.write(Jcs.bytes(EventJson.of(event)));
                gzip.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a write to memory failed", e);
        }
        return packed.toByteArray();
    }

    /**
     * The events again.
     *
     * @throws IllegalArgumentException if they are not {@code count} events that can be logged, saying why
     */
    List<Event> expand() {
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException("expected 1 to %d events, found %d".formatted(MAX_COUNT, count));
        }
        byte[] lines = lines();
        List<Event> events = new ArrayList<>(count);
        int from = 0;
        int run = 0;
        for (int at = 0; at < lines.length; at++) {
            if (lines[at] == '\n') {
                Event event = event(Arrays.copyOfRange(lines, from, at));
                run = RunIds.goesOn(event.id()) ? run : from;
                requireFitting(event, at - run);
                events.add(event);
                from = at + 1;
            }
        }
        if (from != lines.length || events.size() != count) {
            throw new IllegalArgumentException("expected %d lines, found %d and %d bytes after them"
                    .formatted(count, events.size(), lines.length - from));
        }
        return events;
    }

    /** A run goes into one block: what is too large for that was not packed by us, and would hold the chain up. */
    private static void requireFitting(Event event, int bytes) {
        if (bytes > MAX_BODY) {
            throw new IllegalArgumentException("the run of %s has more than %d bytes, to event %s"
                    .formatted(RunIds.first(event.id()), MAX_BODY, event.id()));
        }
    }

    private byte[] lines() {
        int most = count * MAX_LINE;
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] lines = gzip.readNBytes(most);
            if (gzip.read() >= 0) {
                throw new IllegalArgumentException("expands to more than %d bytes".formatted(most));
            }
            return lines;
        } catch (IOException e) {
            throw new IllegalArgumentException("is no gzip: " + e.getMessage(), e);
        }
    }

    private static Event event(byte[] line) {
        try {
            if (JsonReader.parse(line, DEPTH) instanceof Json.Obj object) {
                return EventJson.parse(object);
            }
            throw new IllegalArgumentException("a line is no JSON object");
        } catch (JsonException | EntryException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
