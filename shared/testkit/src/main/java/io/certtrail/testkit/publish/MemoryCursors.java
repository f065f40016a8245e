package io.certtrail.testkit.publish;

import io.certtrail.domain.publish.Cursors;
import io.certtrail.ledger.checkpoint.Origin;
import java.util.HashMap;
import java.util.Map;

/** Cursors in memory. */
public final class MemoryCursors implements Cursors {
    private record Key(String worker, Origin origin) {}

    private final Map<Key, Long> cursors = new HashMap<>();

    @Override
    public synchronized long find(String worker, Origin origin) {
        return cursors.getOrDefault(new Key(worker, origin), -1L);
    }

    @Override
    public synchronized void advance(String worker, Origin origin, long n) {
        cursors.merge(new Key(worker, origin), n, Math::max);
    }
}
