package io.certtrail.aws.wake;

import io.certtrail.aws.config.Environment;
import io.certtrail.domain.wake.Wakes;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Wake-ups as messages of the workers' queues; a queue's URL is asked for when it is used. */
public final class SqsWakes implements Wakes {
    private final SqsClient sqs;
    private final Environment environment;

    public SqsWakes(SqsClient sqs, Environment environment) {
        this.sqs = sqs;
        this.environment = environment;
    }

    @Override
    public void sequencer(String tenant, Duration delay) {
        send(environment.sequenceQueueUrl(), WakeMessage.of(tenant), delay);
    }

    @Override
    public void publisher(String tenant, Duration delay) {
        send(environment.publishQueueUrl(), WakeMessage.of(tenant), delay);
    }

    @Override
    public void publisherToCover(String tenant, long size) {
        send(environment.publishQueueUrl(), WakeMessage.of(tenant, size), Duration.ZERO);
    }

    @Override
    public void dispatcher(String tenant) {
        send(environment.dispatchQueueUrl(), WakeMessage.of(tenant), Duration.ZERO);
    }

    private void send(String queue, WakeMessage message, Duration delay) {
        Duration kept = delay.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : delay;
        int seconds = Math.toIntExact(kept.plusMillis(999).toSeconds());
        sqs.sendMessage(
                request -> request.queueUrl(queue).messageBody(message.text()).delaySeconds(seconds));
    }
}
