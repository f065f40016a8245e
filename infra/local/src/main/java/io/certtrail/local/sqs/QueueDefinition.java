package io.certtrail.local.sqs;

import java.time.Duration;
import java.util.Optional;

/**
 * A queue as a template describes it.
 *
 * @param visibility how long a message that was received stays away
 * @param deadLetters where a message goes that has come too often, if anywhere
 */
public record QueueDefinition(String name, Duration visibility, Optional<Redrive> deadLetters) {
    /**
     * What happens to a message that nobody can handle.
     *
     * @param queue the name of the dead-letter queue
     * @param maxReceiveCount how often a message is received before it goes there
     */
    public record Redrive(String queue, int maxReceiveCount) {}

    /** A queue, and the queue of its dead letters: {@code <name>-dead}. */
    public static QueueDefinition of(String name, Duration visibility, int maxReceiveCount) {
        return new QueueDefinition(name, visibility, Optional.of(new Redrive(name + "-dead", maxReceiveCount)));
    }

    /** A queue for dead letters, which nothing takes from. */
    public static QueueDefinition dead(String name) {
        return new QueueDefinition(name, Duration.ofSeconds(30), Optional.empty());
    }
}
