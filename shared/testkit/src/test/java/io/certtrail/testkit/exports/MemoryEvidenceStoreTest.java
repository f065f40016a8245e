package io.certtrail.testkit.exports;

import io.certtrail.domain.exports.EvidenceStore;
import java.net.URI;
import java.util.Optional;

final class MemoryEvidenceStoreTest extends EvidenceStoreContract {
    private final MemoryEvidenceStore store = new MemoryEvidenceStore();

    @Override
    protected EvidenceStore store() {
        return store;
    }

    @Override
    protected Optional<byte[]> follow(URI link) {
        return store.follow(link);
    }
}
