package io.certtrail.aws.lambda;

import java.util.List;
import java.util.Map;

/** What woke a worker: a batch of a queue or a batch of a table's stream. Read by {@link WakeReader}. */
public sealed interface Wake {
    /** A batch of messages of an SQS queue (AWS Lambda, "Using Lambda with Amazon SQS"). */
    record Queue(List<Message> messages) implements Wake {
        public Queue {
            messages = List.copyOf(messages);
        }
    }

    /** A batch of records of a DynamoDB stream (AWS Lambda, "Using Lambda with DynamoDB Streams"). */
    record Stream(List<Change> changes) implements Wake {
        public Stream {
            changes = List.copyOf(changes);
        }
    }

    /**
     * One message.
     *
     * @param attributes the system attributes, such as {@code ApproximateReceiveCount}
     * @param queueArn the queue it came from
     */
    record Message(String messageId, String body, Map<String, String> attributes, String queueArn) {
        public Message {
            attributes = Map.copyOf(attributes);
        }
    }

    /**
     * One change of an item.
     *
     * @param kind {@code INSERT}, {@code MODIFY} or {@code REMOVE}
     * @param keys the item's keys, all of which are strings
     * @param sequenceNumber its place in the stream
     * @param byTimeToLive whether DynamoDB removed it because its time was up
     * @param streamArn the stream it came from
     */
    record Change(
            String kind, Map<String, String> keys, String sequenceNumber, boolean byTimeToLive, String streamArn) {
        public Change {
            keys = Map.copyOf(keys);
        }
    }
}
