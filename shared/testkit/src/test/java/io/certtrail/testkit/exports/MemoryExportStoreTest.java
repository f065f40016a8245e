package io.certtrail.testkit.exports;

import io.certtrail.domain.exports.ExportStore;
import io.certtrail.ledger.entry.Event;
import java.util.ArrayList;
import java.util.List;

final class MemoryExportStoreTest extends ExportStoreContract {
    private final List<Event> recorded = new ArrayList<>();
    private final MemoryExportStore store = new MemoryExportStore((tenant, events) -> recorded.addAll(events));

    @Override
    protected ExportStore store() {
        return store;
    }

    @Override
    protected List<Event> recorded(String tenant) {
        return List.copyOf(recorded);
    }
}
