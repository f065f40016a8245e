package io.certtrail.functions.scan;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.certtrail.domain.retention.Pruner;
import io.certtrail.domain.tenants.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * The function {@code retention}: run by a schedule each day; what the event says does not matter. Of each tenant it
 * drops the contents that have expired ({@link Pruner}). It fails if that failed for one, after the others were done.
 * Safe for use by several threads.
 */
public final class RetentionHandler implements RequestStreamHandler {
    private final RetentionWiring wiring;

    /** The function as Lambda makes it. */
    public RetentionHandler() {
        this(RetentionWiring.ofProcess());
    }

    public RetentionHandler(RetentionWiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        List<Tenant> tenants = wiring.tenants().all();
        int failed = 0;
        for (Tenant tenant : tenants) {
            try {
                prune(tenant);
            } catch (RuntimeException e) {
                failed++;
                wiring.log().error("could not drop what has expired", Map.of("tenant", tenant.name()), e);
            }
        }
        if (failed > 0) {
            throw new IOException(
                    "what has expired was not dropped for %d of %d tenants".formatted(failed, tenants.size()));
        }
    }

    private void prune(Tenant tenant) {
        for (Pruner.Pruned pruned : wiring.pruner().prune(tenant.origin())) {
            wiring.log()
                    .info(
                            "dropped what has expired",
                            Map.of(
                                    "origin", pruned.origin().text(),
                                    "fromSeq", String.valueOf(pruned.fromSeq()),
                                    "toSeq", String.valueOf(pruned.toSeq())));
        }
    }
}
