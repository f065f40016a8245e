package io.certtrail.functions.scan;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.certtrail.domain.sweep.MinuteSweep;
import io.certtrail.domain.sweep.MinuteSweep.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.UUID;

/**
 * The function {@code sweep}: run by a schedule each minute; what the event says does not matter. It fails if any part
 * of it did, after the others were done, so that its errors can be counted. Safe for use by several threads.
 */
public final class SweepHandler implements RequestStreamHandler {
    private final Wiring wiring;

    /** The function as Lambda makes it. */
    public SweepHandler() {
        this(Wiring.ofProcess());
    }

    public SweepHandler(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        MinuteSweep.Report report = wiring.sweep().sweep();
        for (UUID export : report.exportsSentAgain()) {
            wiring.log()
                    .warning(
                            "the job of an export seemed lost and was sent again", Map.of("export", export.toString()));
        }
        for (Failure failure : report.failures()) {
            wiring.log().error("could not " + failure.what(), Map.of("tenant", failure.tenant()), failure.why());
        }
        if (!report.failures().isEmpty()) {
            throw new IOException("%d parts of the sweep over %d tenants failed"
                    .formatted(report.failures().size(), report.tenants()));
        }
    }
}
