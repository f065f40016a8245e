package io.certtrail.testkit.publish;

import io.certtrail.domain.publish.LogStore;

class MemoryLogStoreTest extends LogStoreContract {
    private final MemoryLogStore store = new MemoryLogStore();

    @Override
    protected LogStore store() {
        return store;
    }
}
