package io.certtrail.functions.ledger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.certtrail.aws.chain.DynamoChain;
import io.certtrail.domain.publish.Published;
import io.certtrail.domain.publish.Publisher;
import io.certtrail.domain.segments.SegmentKeeper;
import io.certtrail.domain.wake.Wakes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Signs and publishes what the chain has committed, seals it into segments, and wakes the dispatcher; woken by the ledger's stream and by the
 * queue {@code publish}. It is the one that sees every change of the ledger's table: whatever is not an insert, or a
 * removal because an item's time was up, is told of as {@code audit.verification.failed} (ledger.md §3).
 */
public final class PublisherHandler implements RequestStreamHandler {
    private final Workers workers;
    private final Publisher publisher;
    private final SegmentKeeper keeper;
    private final Wakes wakes;
    private final LedgerWatch watch;

    /** The function on Lambda. */
    public PublisherHandler() {
        this(Wiring.ofProcess());
    }

    public PublisherHandler(Wiring wiring) {
        this.workers = wiring.workers();
        this.publisher = wiring.publisher();
        this.keeper = wiring.keeper(publisher);
        this.wakes = wiring.wakes();
        this.watch = new LedgerWatch(wiring.integrity(), wiring.defaultOrigin());
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        workers.handle(event, answer, context, DynamoChain::tenantOfBlock, watch, (tenant, size, deadline, found) -> {
            wakes.dispatcher(tenant.name());
            Published _ = publisher.publish(tenant.origin(), size, deadline);
            keeper.keep(tenant.origin(), deadline).forEach(found);
        });
    }
}
