package io.certtrail.functions.ledger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.domain.chain.Drained;
import io.certtrail.domain.chain.Sequencer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Drains the outbox into the chain; woken by the outbox's stream and by the queue {@code sequence}. */
public final class SequencerHandler implements RequestStreamHandler {
    private final Workers workers;
    private final Sequencer sequencer;

    /** The function on Lambda. */
    public SequencerHandler() {
        this(Wiring.ofProcess());
    }

    public SequencerHandler(Wiring wiring) {
        this.workers = wiring.workers();
        this.sequencer = wiring.sequencer();
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        workers.handle(event, answer, context, OutboxTable::tenant, (tenant, size, deadline, found) -> {
            Drained _ = sequencer.drain(tenant, deadline);
        });
    }
}
