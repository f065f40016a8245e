package io.certtrail.testkit.publish;

import io.certtrail.domain.publish.LogStore;
import io.certtrail.domain.publish.StoredObject;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.testkit.chain.Faults;
import java.util.Map;
import java.util.Optional;

/** A published log with faults between it and its publisher, at every object. */
public record FaultyLogStore(LogStore store, Faults faults) implements LogStore {
    @Override
    public Optional<StoredObject> read(Origin origin, String path) {
        return faults.call("read " + path, () -> store.read(origin, path));
    }

    @Override
    public void writeImmutable(Origin origin, Map<String, byte[]> objects) {
        objects.forEach((path, content) ->
                faults.run("write " + path, () -> store.writeImmutable(origin, Map.of(path, content))));
    }

    @Override
    public boolean replace(Origin origin, String path, Optional<String> version, byte[] content) {
        return faults.decide("replace " + path, () -> store.replace(origin, path, version, content));
    }

    @Override
    public void deletePartials(Origin origin, String path) {
        faults.run("deletePartials " + path, () -> store.deletePartials(origin, path));
    }
}
