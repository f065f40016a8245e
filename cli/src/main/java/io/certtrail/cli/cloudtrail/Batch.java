package io.certtrail.cli.cloudtrail;

import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Events that go in one request: at most 100, and well below 1 MB. Not thread-safe. */
final class Batch {

    private static final int MOST_EVENTS = 100;
    private static final int MOST_BYTES = 900_000;

    private final List<ImportedEvent> events = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private int bytes;

    /** Takes the event if there is room for it; the first one always has room. */
    boolean add(ImportedEvent event) {
        if (!events.isEmpty() && (events.size() == MOST_EVENTS || bytes + event.size() > MOST_BYTES)) {
            return false;
        }
        events.add(event);
        ids.add(event.id());
        bytes += event.size();
        return true;
    }

    boolean holds(String id) {
        return ids.contains(id);
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    List<ImportedEvent> events() {
        return List.copyOf(events);
    }

    /** The body of the request. */
    static byte[] body(List<ImportedEvent> events) {
        List<Json> items = events.stream().<Json>map(ImportedEvent::json).toList();
        return Jcs.bytes(Json.obj().put("events", new Json.Arr(items)).build());
    }
}
