package io.certtrail.functions.ledger;

import com.amazonaws.services.lambda.runtime.Context;
import io.certtrail.aws.dynamo.SideBySide;
import io.certtrail.aws.lambda.BatchAnswer;
import io.certtrail.aws.lambda.Wake;
import io.certtrail.aws.lambda.WakeReader;
import io.certtrail.aws.log.OperatorLog;
import io.certtrail.aws.wake.WakeMessage;
import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.chain.HeadMissing;
import io.certtrail.domain.integrity.IntegrityFinding;
import io.certtrail.domain.segments.SegmentFault;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.tenants.Tenants;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Takes a batch of wake-ups and has each tenant that is meant worked for once: wake-ups carry nothing, so many are as
 * good as one. Of a tenant whose work failed, the queue's messages or the stream's first record are reported, so that
 * they come again (ReportBatchItemFailures).
 */
final class Workers {
    /** A tenant with much to do does not keep the others of its batch waiting; each takes some megabytes. */
    private static final int TENANTS_AT_ONCE = 8;

    /** The work of one function for one tenant. */
    @FunctionalInterface
    interface Work {
        /**
         * Works.
         *
         * @param size the largest size that a message asked for, if one did
         * @param found takes what is not as it was written, and goes on
         */
        void on(Tenant tenant, OptionalLong size, Deadline deadline, Consumer<IntegrityFinding> found);
    }

    /** Why a tenant is worked for. */
    private record Call(OptionalLong size, List<String> messageIds) {
        static final Call NONE = new Call(OptionalLong.empty(), List.of());

        Call and(OptionalLong other, String messageId) {
            List<String> all = new ArrayList<>(messageIds);
            all.add(messageId);
            OptionalLong larger = size.orElse(0) >= other.orElse(0) ? size : other;
            return new Call(larger, all);
        }
    }

    private final Tenants tenants;
    private final PrintStream out;
    private final Clock clock;

    Workers(Tenants tenants, PrintStream out, Clock clock) {
        this.tenants = tenants;
        this.out = out;
        this.clock = clock;
    }

    /** What a worker does beside its work. */
    interface Watch {
        /** A watch that sees nothing and does nothing. */
        Watch NONE = new Watch() {};

        /** What the changes of a stream mean that no worker makes, if there are such. */
        default List<IntegrityFinding> seen(List<Wake.Change> changes) {
            return List.of();
        }

        /** Tells of something that is not as it was written, beside the line in the log. */
        default void tell(IntegrityFinding finding) {}
    }

    /** Works on one event, with {@link Watch#NONE}. */
    void handle(
            InputStream event,
            OutputStream answer,
            Context context,
            Function<String, Optional<String>> tenantOf,
            Work work)
            throws IOException {
        handle(event, answer, context, tenantOf, Watch.NONE, work);
    }

    /**
     * Works on one event.
     *
     * @param tenantOf the tenant that a stream's record is about, by its partition key; empty if it is about nothing
     */
    void handle(
            InputStream event,
            OutputStream answer,
            Context context,
            Function<String, Optional<String>> tenantOf,
            Watch watch,
            Work work)
            throws IOException {
        Wake wake = WakeReader.read(event);
        if (wake instanceof Wake.Stream(List<Wake.Change> changes)) {
            for (IntegrityFinding finding : watch.seen(changes)) {
                operators(context).alarm(finding);
                watch.tell(finding);
            }
        }
        Deadline deadline = () -> Duration.ofMillis(context.getRemainingTimeInMillis());
        List<Callable<List<String>>> tenantsCalled = new ArrayList<>();
        calls(wake, tenantOf)
                .forEach((name, call) -> tenantsCalled.add(
                        () -> works(name, call, context, deadline, watch, work) ? List.of() : call.messageIds()));
        List<List<String>> failed = SideBySide.call(tenantsCalled, TENANTS_AT_ONCE);
        BatchAnswer.write(answer, failed.stream().flatMap(List::stream).toList());
    }

    private static Map<String, Call> calls(Wake wake, Function<String, Optional<String>> tenantOf) {
        Map<String, Call> calls = new LinkedHashMap<>();
        switch (wake) {
            case Wake.Queue(List<Wake.Message> messages) -> {
                for (Wake.Message message : messages) {
                    WakeMessage body = WakeMessage.parse(message.body());
                    calls.merge(
                            body.tenant(),
                            Call.NONE.and(body.size(), message.messageId()),
                            (call, more) ->
                                    call.and(more.size(), more.messageIds().getFirst()));
                }
            }
            case Wake.Stream(List<Wake.Change> changes) -> {
                for (Wake.Change change : changes) {
                    if (change.kind().equals("INSERT")) {
                        tenantOf.apply(change.keys().getOrDefault("pk", ""))
                                .ifPresent(name -> calls.putIfAbsent(
                                        name, Call.NONE.and(OptionalLong.empty(), change.sequenceNumber())));
                    }
                }
            }
        }
        return calls;
    }

    private boolean works(String name, Call call, Context context, Deadline deadline, Watch watch, Work work) {
        Optional<Tenant> tenant = tenants.find(name);
        if (tenant.isEmpty()) {
            log(name, context, "there is no such tenant; was the set-up function run for it?");
            return true;
        }
        try {
            work.on(tenant.get(), call.size(), deadline, finding -> alarm(finding, name, context, watch));
            return true;
        } catch (RuntimeException e) {
            log(name, context, e.toString());
            e.printStackTrace(out);
            finding(tenant.get(), e).ifPresent(finding -> alarm(finding, name, context, watch));
            return false;
        }
    }

    private static Optional<IntegrityFinding> finding(Tenant tenant, RuntimeException e) {
        return switch (e) {
            case ChainBroken broken -> Optional.of(IntegrityFinding.of(broken));
            case HeadMissing missing -> Optional.of(IntegrityFinding.of(tenant.origin(), missing));
            case SegmentFault fault -> Optional.of(fault.asFinding());
            default -> Optional.empty();
        };
    }

    private void alarm(IntegrityFinding finding, String tenant, Context context, Watch watch) {
        operators(context).alarm(finding);
        try {
            watch.tell(finding);
        } catch (RuntimeException e) {
            log(tenant, context, "the finding could not be recorded: " + e);
        }
    }

    private OperatorLog operators(Context context) {
        return new OperatorLog(out, String.valueOf(context.getFunctionName()), clock);
    }

    private void log(String tenant, Context context, String error) {
        Json.Obj line = Json.obj()
                .put("level", "error")
                .put("function", String.valueOf(context.getFunctionName()))
                .put("requestId", String.valueOf(context.getAwsRequestId()))
                .put("tenant", tenant)
                .put("error", error)
                .build();
        out.println(Jcs.text(line));
    }
}
