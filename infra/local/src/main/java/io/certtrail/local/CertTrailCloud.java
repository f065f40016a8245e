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

    private CertTrailCloud() {}

    static CloudDefinition definition() {
        return new CloudDefinition(Tables.ALL, queues(), deadLetterQueues(), buckets(), functions(), SETUP);
    }

    private static Map<String, QueueDefinition> queues() {
        return Map.of(
                "SEQUENCE_QUEUE_URL", QueueDefinition.of("sequence", Duration.ofMinutes(2), 5),
                "PUBLISH_QUEUE_URL", QueueDefinition.of("publish", Duration.ofMinutes(2), 5),
                "DISPATCH_QUEUE_URL", QueueDefinition.of("dispatch", Duration.ofMinutes(2), 5),
                "EXPORT_QUEUE_URL", QueueDefinition.of("exports", Duration.ofMinutes(16), 3));
    }

    private static List<QueueDefinition> deadLetterQueues() {
        return List.of(QueueDefinition.dead("wakes-dead"));
    }

    private static Map<String, String> buckets() {
        return Map.of("LOG_BUCKET", "log", "ARCHIVE_BUCKET", "archive", "EVIDENCE_BUCKET", "evidence");
    }

    private static List<FunctionDefinition> functions() {
        return List.of();
    }
}
