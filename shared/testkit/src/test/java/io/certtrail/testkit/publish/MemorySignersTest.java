package io.certtrail.testkit.publish;

import io.certtrail.domain.publish.Cursors;
import io.certtrail.domain.publish.SignerStore;

class MemorySignersTest extends SignerStoreContract {
    private final MemorySigners signers = new MemorySigners();
    private final MemoryCursors cursors = new MemoryCursors();

    @Override
    protected SignerStore signers() {
        return signers;
    }

    @Override
    protected Cursors cursors() {
        return cursors;
    }
}
