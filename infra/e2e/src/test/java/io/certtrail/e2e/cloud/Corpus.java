package io.certtrail.e2e.cloud;

import io.certtrail.ledger.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Events to be imported, as often as one likes: their ids are the same each time. */
final class Corpus {
    private static final int BATCH = 25;

    private final List<UUID> ids;

    Corpus(String name, int size) {
        ids = IntStream.range(0, size)
                .mapToObj(i -> UUID.nameUUIDFromBytes((name + "/" + i).getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    List<UUID> ids() {
        return ids;
    }

    /**
     * Sends all of it from a place on, round to that place again, until it is through or the server gone.
     *
     * @return the ids that were acknowledged
     */
    Set<UUID> importInto(ApiClient api, int from) throws InterruptedException {
        Set<UUID> acknowledged = new HashSet<>();
        int batches = (ids.size() + BATCH - 1) / BATCH;
        for (int i = 0; i < batches; i++) {
            int start = (from / BATCH + i) % batches * BATCH;
            List<UUID> batch = ids.subList(start, Math.min(start + BATCH, ids.size()));
            try {
                if (api.post(events(batch)) == 202) {
                    acknowledged.addAll(batch);
                }
            } catch (IOException e) {
                return acknowledged;
            }
        }
        return acknowledged;
    }

    private static List<Json.Obj> events(List<UUID> batch) {
        List<Json.Obj> events = new ArrayList<>();
        for (UUID id : batch) {
            events.add(Json.obj()
                    .put("id", id.toString())
                    .put("occurred", "2026-01-02T03:04:05.678Z")
                    .put("action", "custom.e2e.imported")
                    .put(
                            "resource",
                            Json.obj()
                                    .put("type", "thing")
                                    .put("id", id.toString())
                                    .build())
                    .put("details", Json.obj().put("note", "x".repeat(300)).build())
                    .build());
        }
        return events;
    }
}
