package io.certtrail.aws.wake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.aws.config.Environment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class SqsWakesTest {
    /** Writes down what is sent. */
    private record Sent(List<String> messages) implements SqsClient {
        @Override
        public SendMessageResponse sendMessage(SendMessageRequest request) {
            messages.add(
                    "%s %s after %d s".formatted(request.queueUrl(), request.messageBody(), request.delaySeconds()));
            return SendMessageResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private final Sent sqs = new Sent(new ArrayList<>());
    private final SqsWakes wakes = new SqsWakes(
            sqs,
            new Environment(Map.of(
                    "SEQUENCE_QUEUE_URL",
                    "sequence",
                    "PUBLISH_QUEUE_URL",
                    "publish",
                    "DISPATCH_QUEUE_URL",
                    "dispatch")));

    @Test
    void eachWorkerHasItsQueue() {
        wakes.sequencer("acme", Duration.ZERO);
        wakes.publisher("acme", Duration.ofSeconds(30));
        wakes.publisherToCover("acme", 7);
        wakes.dispatcher("acme");
        assertThat(sqs.messages())
                .containsExactly(
                        "sequence {\"tenant\":\"acme\"} after 0 s",
                        "publish {\"tenant\":\"acme\"} after 30 s",
                        "publish {\"size\":7,\"tenant\":\"acme\"} after 0 s",
                        "dispatch {\"tenant\":\"acme\"} after 0 s");
    }

    @Test
    void aDelayIsRoundedUpAndBounded() {
        wakes.publisher("acme", Duration.ofMillis(1));
        wakes.publisher("acme", Duration.ofMillis(2_001));
        wakes.sequencer("acme", Duration.ofDays(1));
        assertThat(sqs.messages())
                .extracting(message -> message.substring(message.indexOf("after")))
                .containsExactly("after 1 s", "after 3 s", "after 900 s");
    }

    @Test
    void aMessageIsReadAsItWasSent() {
        for (WakeMessage message : List.of(WakeMessage.of("acme"), WakeMessage.of("acme", 12))) {
            assertThat(WakeMessage.parse(message.text())).isEqualTo(message);
        }
    }

    @Test
    void whatIsNoWakeUpIsRefused() {
        for (String body : List.of("", "[]", "{}", "{\"tenant\":7}", "{\"tenant\":\"a\"")) {
            assertThatThrownBy(() -> WakeMessage.parse(body)).as(body).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
