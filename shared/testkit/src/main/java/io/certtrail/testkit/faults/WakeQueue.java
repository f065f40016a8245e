package io.certtrail.testkit.faults;

import io.certtrail.domain.wake.Wakes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The queues and streams that wake the workers: at least once each, in no order, not before their time. */
final class WakeQueue implements Wakes {
    /** Who is woken. */
    enum Worker {
        SEQUENCER,
        PUBLISHER,
        DISPATCHER
    }

    /** A wake-up under way; each is one of its own. */
    static final class Message {
        private final Worker worker;
        private final OptionalLong size;
        private final Instant due;

        private Message(Worker worker, OptionalLong size, Instant due) {
            this.worker = worker;
            this.size = size;
            this.due = due;
        }

        Worker worker() {
            return worker;
        }

        OptionalLong size() {
            return size;
        }

        Instant due() {
            return due;
        }
    }

    private final Clock clock;
    private final List<Message> messages = new ArrayList<>();

    WakeQueue(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void sequencer(String tenant, Duration delay) {
        send(Worker.SEQUENCER, OptionalLong.empty(), delay);
    }

    @Override
    public void publisher(String tenant, Duration delay) {
        send(Worker.PUBLISHER, OptionalLong.empty(), delay);
    }

    @Override
    public void publisherToCover(String tenant, long size) {
        send(Worker.PUBLISHER, OptionalLong.of(size), Duration.ZERO);
    }

    @Override
    public void dispatcher(String tenant) {
        send(Worker.DISPATCHER, OptionalLong.empty(), Duration.ZERO);
    }

    private void send(Worker worker, OptionalLong size, Duration delay) {
        Duration whole = Duration.ofSeconds(delay.plusNanos(999_999_999).toSeconds());
        messages.add(new Message(worker, size, clock.instant().plus(whole)));
    }

    /** Any that is due for one of these workers; it stays until it is {@link #done}. */
    Optional<Message> any(Set<Worker> workers, RandomGenerator random) {
        Instant now = clock.instant();
        List<Message> due = messages.stream()
                .filter(message ->
                        workers.contains(message.worker()) && !message.due().isAfter(now))
                .toList();
        return due.isEmpty() ? Optional.empty() : Optional.of(due.get(random.nextInt(due.size())));
    }

    /** The one whose time comes first. */
    Optional<Message> next() {
        return messages.stream().min(Comparator.comparing(Message::due));
    }

    void done(Message message) {
        messages.remove(message);
    }

    /** Loses the one that was sent last, as no queue should. */
    void loseLast() {
        if (!messages.isEmpty()) {
            messages.removeLast();
        }
    }

    /** The minute sweep. */
    void sweep() {
        EnumSet.allOf(Worker.class).forEach(worker -> send(worker, OptionalLong.empty(), Duration.ZERO));
    }
}
