package io.certtrail.functions.ledger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.certtrail.domain.publish.Dispatcher;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Prints every entry of the chain; woken by the queue {@code dispatch}. */
public final class DispatcherHandler implements RequestStreamHandler {
    private final Workers workers;
    private final Dispatcher dispatcher;

    /** The function on Lambda. */
    public DispatcherHandler() {
        this(Wiring.ofProcess());
    }

    public DispatcherHandler(Wiring wiring) {
        this.workers = wiring.workers();
        this.dispatcher = wiring.dispatcher();
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        workers.handle(event, answer, context, _ -> Optional.empty(), (tenant, size, deadline, found) -> {
            long _ = dispatcher.dispatch(tenant.origin(), deadline);
        });
    }
}
