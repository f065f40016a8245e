package io.certtrail.aws.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WakeReaderTest {
    /** After the example in AWS Lambda's "Using Lambda with Amazon SQS". */
    private static final String QUEUE = """
            {"Records":[{"messageId":"059f36b4","receiptHandle":"AQEB","body":"{\\"tenant\\":\\"default\\"}",
              "attributes":{"ApproximateReceiveCount":"1","SentTimestamp":"1545082649183"},
              "messageAttributes":{"x":{"stringValue":"1","dataType":"String"}},"md5OfBody":"e4e68fb7",
              "eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:us-east-2:123456789012:publish",
              "awsRegion":"us-east-2"}]}""";

    /** After the example in AWS Lambda's "Using Lambda with DynamoDB Streams"; the time has a fraction. */
    private static final String STREAM = """
            {"Records":[{"eventID":"c4ca","eventVersion":"1.1","eventName":"INSERT","eventSource":"aws:dynamodb",
              "dynamodb":{"ApproximateCreationDateTime":1.479499740E9,"Keys":{"pk":{"S":"default#3"},"sk":{"S":"a#0"}},
              "SequenceNumber":"13021600000000001596893679","SizeBytes":112,"StreamViewType":"KEYS_ONLY"},
              "eventSourceARN":"arn:stream"},
             {"eventID":"c81e","eventName":"REMOVE","eventSource":"aws:dynamodb",
              "userIdentity":{"type":"Service","principalId":"dynamodb.amazonaws.com"},
              "dynamodb":{"Keys":{"pk":{"S":"o#1"}},"SequenceNumber":"2"}}]}""";

    @Test
    void messagesOfAQueueComeWithBodyAndAttributes() throws IOException {
        assertThat(read(QUEUE))
                .isEqualTo(new Wake.Queue(List.of(new Wake.Message(
                        "059f36b4",
                        "{\"tenant\":\"default\"}",
                        Map.of("ApproximateReceiveCount", "1", "SentTimestamp", "1545082649183"),
                        "arn:aws:sqs:us-east-2:123456789012:publish"))));
    }

    @Test
    void changesOfAStreamComeWithTheirKeys() throws IOException {
        assertThat(read(STREAM))
                .isEqualTo(new Wake.Stream(List.of(
                        new Wake.Change(
                                "INSERT",
                                Map.of("pk", "default#3", "sk", "a#0"),
                                "13021600000000001596893679",
                                false,
                                "arn:stream"),
                        new Wake.Change("REMOVE", Map.of("pk", "o#1"), "2", true, ""))));
    }

    /** As AWS documents it: a service of that name, and nobody else, whatever he is called. */
    @Test
    void aRemovalIsTimeToLivesOnlyIfTheServiceMadeIt() throws IOException {
        for (String other : List.of(
                "{\"type\":\"AssumedRole\",\"principalId\":\"dynamodb.amazonaws.com\"}",
                "{\"type\":\"Service\",\"principalId\":\"replication.dynamodb.amazonaws.com\"}",
                "{\"principalId\":\"dynamodb.amazonaws.com\"}",
                "{\"type\":\"Service\"}",
                "\"dynamodb.amazonaws.com\"",
                "null")) {
            String event = STREAM.replace("{\"type\":\"Service\",\"principalId\":\"dynamodb.amazonaws.com\"}", other);
            assertThat(read(event))
                    .as(other)
                    .isInstanceOfSatisfying(
                            Wake.Stream.class,
                            stream -> assertThat(stream.changes().getLast().byTimeToLive())
                                    .isFalse());
        }
    }

    @Test
    void anEmptyEventIsAnEmptyQueue() throws IOException {
        assertThat(read("{\"x\":[{}],\"Records\":[]}")).isEqualTo(new Wake.Queue(List.of()));
    }

    @Test
    void whatIsNoBatchIsRefused() {
        for (String bad : List.of(
                "", "[]", "{", "{\"Records\":[", "{\"Records\":[1]}", "{\"Records\":[{\"eventSource\":\"aws:s3\"}]}")) {
            assertThatThrownBy(() -> read(bad)).as(bad).isInstanceOf(IOException.class);
        }
    }

    @Test
    void failuresAreNamedOneByOne() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BatchAnswer.write(out, List.of("a", "b"));
        assertThat(out.toString(UTF_8))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":\"b\"}]}");
    }

    private static Wake read(String text) throws IOException {
        return WakeReader.read(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }
}
