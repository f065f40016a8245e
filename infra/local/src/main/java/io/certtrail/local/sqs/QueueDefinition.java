package io.certtrail.local.sqs;

import java.time.Duration;

/**
 * A queue as a template describes it, and the queue of its dead letters, {@code <name>-dead}.
 *
 * @param visibility how long a message that was received stays away; of both queues
 * @param maxReceiveCount how often a message is received before it goes to the dead letters
 */
public record QueueDefinition(String name, Duration visibility, int maxReceiveCount) {
    String deadLetters() {
        return name + "-dead";
    }
}
