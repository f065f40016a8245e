package io.certtrail.local;

import io.certtrail.aws.tables.Tables;
import io.certtrail.local.function.FunctionDefinition;
import io.certtrail.local.sqs.QueueDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** CertTrail as template.yaml describes it. */
final class CertTrailCloud {
    private static final String SETUP = "setup";
    private static final Duration SEQUENCER_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration PUBLISHER_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration DISPATCHER_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration EXPORT_TIMEOUT = Duration.ofMinutes(15);

    private CertTrailCloud() {}

    static CloudDefinition definition() {
        return new CloudDefinition(Tables.ALL, queues(), buckets(), functions(), SETUP);
    }

    private static Map<String, QueueDefinition> queues() {
        return Map.of(
                "SEQUENCE_QUEUE_URL", queue("sequence", SEQUENCER_TIMEOUT, 5),
                "PUBLISH_QUEUE_URL", queue("publish", PUBLISHER_TIMEOUT, 5),
                "DISPATCH_QUEUE_URL", queue("dispatch", DISPATCHER_TIMEOUT, 5),
                "EXPORT_QUEUE_URL", queue("exports", EXPORT_TIMEOUT, 3));
    }

    /** Its visibility timeout is six times its function's (Lambda, "Using Lambda with Amazon SQS"). */
    private static QueueDefinition queue(String name, Duration timeout, int maxReceiveCount) {
        return new QueueDefinition(name, timeout.multipliedBy(6), maxReceiveCount);
    }

    private static Map<String, String> buckets() {
        return Map.of("LOG_BUCKET", "log", "ARCHIVE_BUCKET", "archive", "EVIDENCE_BUCKET", "evidence");
    }

    private static List<FunctionDefinition> functions() {
        return List.of();
    }
}
