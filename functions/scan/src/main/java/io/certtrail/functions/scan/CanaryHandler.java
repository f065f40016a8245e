package io.certtrail.functions.scan;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.certtrail.aws.log.OperatorLog;
import io.certtrail.domain.canary.Canary;
import io.certtrail.domain.canary.CanaryReport;
import io.certtrail.domain.integrity.IntegrityEvents;
import io.certtrail.domain.integrity.IntegrityFinding;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.wake.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The function {@code canary}: run by a schedule each day; what the event says does not matter. Of each tenant it reads a
 * part of the ledger again ({@link Canary}), records {@code audit.verified} or what it found as {@code
 * audit.verification.failed}, and raises the alarm. It fails if a tenant's ledger could not be read, after the others
 * were. Safe for use by several threads.
 */
public final class CanaryHandler implements RequestStreamHandler {
    /** Kept back of the time for the other tenants, which share what is left. */
    private static final Duration TO_TELL = Duration.ofSeconds(5);

    /** A day is sealed when the next has an entry, an idle chain has one a day, and blocks are kept for 31 days at least. */
    private static final Duration LONGEST_UNSEALED = Duration.ofDays(3);

    private final CanaryWiring wiring;
    private final Canary canary;
    private final IntegrityEvents events;

    /** The function as Lambda makes it. */
    public CanaryHandler() {
        this(CanaryWiring.ofProcess());
    }

    public CanaryHandler(CanaryWiring wiring) {
        this.wiring = wiring;
        this.canary = wiring.canary();
        this.events = wiring.events();
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        List<Tenant> tenants = wiring.tenants().all();
        int failed = 0;
        for (int i = 0; i < tenants.size(); i++) {
            Tenant tenant = tenants.get(i);
            Duration share = Duration.ofMillis(context.getRemainingTimeInMillis())
                    .minus(TO_TELL)
                    .dividedBy(tenants.size() - i);
            try {
                verify(tenant, Deadline.at(wiring.clock().instant().plus(share), wiring.clock()));
            } catch (RuntimeException e) {
                failed++;
                wiring.log().error("could not verify the ledger", Map.of("tenant", tenant.name()), e);
            }
        }
        if (failed > 0) {
            throw new IOException("%d of %d ledgers could not be verified".formatted(failed, tenants.size()));
        }
    }

    private void verify(Tenant tenant, Deadline deadline) {
        CanaryReport report = canary.run(tenant.origin(), deadline);
        OperatorLog log = wiring.log();
        for (IntegrityFinding finding : report.findings()) {
            log.alarm(finding);
            events.failed(finding);
        }
        report.unsealedSince()
                .filter(since ->
                        since.plus(LONGEST_UNSEALED).isBefore(wiring.clock().instant()))
                .ifPresent(since -> log.sealingBehind(tenant.origin(), since));
        if (report.findings().isEmpty() && report.treeSize() > 0) {
            events.verified(tenant.origin(), report.treeSize(), report.rootHash(), report.fromSeq(), report.toSeq());
        }
    }
}
