package io.certtrail.aws.exports;

import io.certtrail.domain.exports.ExportQueue;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queue of exports. */
public final class SqsExportQueue implements ExportQueue {
    private final SqsClient sqs;
    private final String queueUrl;
    private final Consumer<String> operator;

    /**
     * The queue of that URL.
     *
     * @param operator is told of jobs that could not be sent
     */
    public SqsExportQueue(SqsClient sqs, String queueUrl, Consumer<String> operator) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.operator = operator;
    }

    @Override
    public void send(String tenant, UUID id, Duration delay) {
        Duration kept = delay.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : delay;
        int seconds = Math.toIntExact(kept.plusMillis(999).toSeconds());
        String body = new ExportMessage(tenant, id).text();
        try {
            sqs.sendMessage(send -> send.queueUrl(queueUrl).messageBody(body).delaySeconds(seconds));
        } catch (SdkException e) {
            operator.accept("the queue did not take the job of export %s of %s, the sweep will send it: %s"
                    .formatted(id, tenant, e.getMessage()));
        }
    }
}
