package io.certtrail.testkit.chain;

import io.certtrail.domain.chain.ChainWriter;

class MemoryChainTest extends ChainContract {
    private final MemoryChain chain = new MemoryChain();

    @Override
    protected ChainWriter chain() {
        return chain;
    }
}
