package io.certtrail.testkit.sqs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Keeps the bodies of what is sent, by queue; can do nothing else. Safe for use by many threads. */
public final class SqsOutbox implements SqsClient {
    private final Map<String, List<String>> bodies = new ConcurrentHashMap<>();
    private final Map<String, Consumer<String>> listeners = new ConcurrentHashMap<>();
    private volatile boolean broken;

    /** Lets something happen whenever a message is sent to this queue, before the sender goes on. */
    public void onSend(String queueUrl, Consumer<String> listener) {
        listeners.put(queueUrl, listener);
    }

    /** From now on it takes nothing. */
    public void breakDown() {
        broken = true;
    }

    /** From now on it works again. */
    public void repair() {
        broken = false;
    }

    /** The bodies that were sent to this queue since the last call. */
    public List<String> take(String queueUrl) {
        List<String> taken = bodies.remove(queueUrl);
        return taken == null ? List.of() : List.copyOf(taken);
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
        if (broken) {
            throw SqsException.builder()
                    .message("the queue is down")
                    .statusCode(503)
                    .build();
        }
        String body = request.messageBody();
        bodies.compute(request.queueUrl(), (queue, before) -> {
            List<String> after = before == null ? new ArrayList<>() : new ArrayList<>(before);
            after.add(body);
            return after;
        });
        listeners.getOrDefault(request.queueUrl(), SqsOutbox::ignore).accept(body);
        return SendMessageResponse.builder().messageId("m-" + body.hashCode()).build();
    }

    private static void ignore(String body) {}

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
