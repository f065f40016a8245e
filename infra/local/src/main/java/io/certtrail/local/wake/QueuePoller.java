package io.certtrail.local.wake;

import io.certtrail.local.adversary.Adversary;
import io.certtrail.local.function.Arns;
import io.certtrail.local.function.LocalFunction;
import io.certtrail.local.function.Trigger;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Brings a queue's messages to a function. A batch that is done is deleted; of one that reports failures, the rest.
 * What failed is left alone: it comes back when its visibility timeout is over, and goes to the dead letters when it
 * has come too often, both by the queue's own settings.
 */
public final class QueuePoller implements Poller {
    private static final int LONG_POLL_SECONDS = 10;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private final Courier courier;
    private final SqsClient sqs;
    private final String url;
    private final Trigger.Queue trigger;
    private final PrintStream log;

    /** @param sqs takes a long poll of 10 s */
    public QueuePoller(
            LocalFunction function,
            SqsClient sqs,
            String url,
            Trigger.Queue trigger,
            Adversary adversary,
            PrintStream log) {
        this.courier = new Courier(function, adversary);
        this.sqs = sqs;
        this.url = url;
        this.trigger = trigger;
        this.log = log;
    }

    @Override
    public void poll() throws InterruptedException {
        while (true) {
            try {
                List<Message> messages = sqs.receiveMessage(request -> request.queueUrl(url)
                                .maxNumberOfMessages(trigger.batchSize())
                                .waitTimeSeconds(LONG_POLL_SECONDS)
                                .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                        .messages();
                if (!messages.isEmpty()) {
                    deliver(messages);
                }
            } catch (AbortedException e) {
                throw new InterruptedException("polling " + trigger.queue());
            } catch (SdkException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("polling " + trigger.queue());
                }
                log.println("queue " + trigger.queue() + ": " + e.getMessage());
                Thread.sleep(PAUSE_AFTER_FAILURE);
            }
        }
    }

    private void deliver(List<Message> messages) throws InterruptedException {
        Optional<Set<String>> failed =
                courier.deliver(messages, some -> QueueEvent.of(Arns.queue(trigger.queue()), some));
        if (failed.isEmpty()) {
            return;
        }
        List<DeleteMessageBatchRequestEntry> done = messages.stream()
                .filter(message -> !failed.get().contains(message.messageId()))
                .map(message -> DeleteMessageBatchRequestEntry.builder()
                        .id(message.messageId())
                        .receiptHandle(message.receiptHandle())
                        .build())
                .toList();
        if (!done.isEmpty()) {
            sqs.deleteMessageBatch(request -> request.queueUrl(url).entries(done));
        }
    }
}
