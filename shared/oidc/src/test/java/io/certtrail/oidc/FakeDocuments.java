package io.certtrail.oidc;

import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What providers publish, and who asked for it. */
final class FakeDocuments implements Documents {
    private final Map<String, byte[]> documents = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    void put(String place, Json.Obj document) {
        documents.put(place, Jcs.bytes(document));
    }

    void put(String place, byte[] document) {
        documents.put(place, document);
    }

    void remove(String place) {
        documents.remove(place);
    }

    List<String> asked() {
        return asked;
    }

    @Override
    public byte[] get(URI place) throws IOException {
        asked.add(place.toString());
        byte[] document = documents.get(place.toString());
        if (document == null) {
            throw new IOException("nothing at " + place);
        }
        return document;
    }
}
