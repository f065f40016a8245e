package io.certtrail.testkit.segments;

import io.certtrail.domain.segments.ArchiveStore;

class MemoryArchiveStoreTest extends ArchiveStoreContract {
    private final MemoryArchiveStore store = new MemoryArchiveStore();

    @Override
    protected ArchiveStore store() {
        return store;
    }
}
