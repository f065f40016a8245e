package io.certtrail.local.wake;

import io.certtrail.local.adversary.Adversary;
import io.certtrail.local.function.LocalFunction;
import io.certtrail.local.function.Trigger;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Brings the changes of a table to a function, shard by shard and each shard in order, parents before children, from the
 * oldest record on. A batch that fails is halved and tried again ({@code BisectBatchOnFunctionError}), with pauses that
 * grow, until it is done; or a single record is left that was tried too often or is too old, which goes to the dead
 * letters. A function may report the first item that failed; what lies before it counts as done. One stream's records are brought by one thread.
 */
public final class StreamPoller implements Poller {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Courier courier;
    private final DynamoDbStreamsClient streams;
    private final String streamArn;
    private final Trigger.Stream trigger;
    private final Bookmarks bookmarks;
    private final DeadLetters deadLetters;
    private final Pace pace;
    private final Clock clock;

    /** Where the next records of a shard come from. */
    private final Map<String, String> iterators = new HashMap<>();

    private final Set<String> finished = new HashSet<>();

    /**
     * How long it waits between two looks at its stream.
     *
     * @param busy after a look that found something
     * @param idle at most, when there is nothing for a while
     */
    public record Pace(Duration busy, Duration idle) {
        /** Quicker than Lambda, which looks about four times a second: nobody wants to wait on a laptop. */
        public static final Pace LOCAL = new Pace(Duration.ofMillis(50), Duration.ofMillis(250));
    }

    /** Takes the records that nothing could be done with. */
    @FunctionalInterface
    public interface DeadLetters {
        void add(String streamArn, Record record);
    }

    public StreamPoller(
            LocalFunction function,
            DynamoDbStreamsClient streams,
            String streamArn,
            Trigger.Stream trigger,
            Bookmarks bookmarks,
            DeadLetters deadLetters,
            Adversary adversary,
            Pace pace,
            Clock clock) {
        this.courier = new Courier(function, adversary);
        this.streams = streams;
        this.streamArn = streamArn;
        this.trigger = trigger;
        this.bookmarks = bookmarks;
        this.deadLetters = deadLetters;
        this.pace = pace;
        this.clock = clock;
    }

    @Override
    public void poll() throws InterruptedException {
        Duration pause = pace.busy();
        while (true) {
            boolean found = false;
            for (Shard shard : openShards()) {
                found |= read(shard.shardId());
            }
            pause = found ? pace.busy() : min(pause.multipliedBy(2), pace.idle());
            Thread.sleep(pause);
        }
    }

    /** The shards to read from: those whose parent has been read to its end, or is gone. */
    private List<Shard> openShards() {
        List<Shard> shards = shards();
        Set<String> present = new HashSet<>();
        shards.forEach(shard -> present.add(shard.shardId()));
        finished.retainAll(present);
        return shards.stream()
                .filter(shard -> !finished.contains(shard.shardId()))
                .filter(shard -> shard.parentShardId() == null
                        || !present.contains(shard.parentShardId())
                        || finished.contains(shard.parentShardId()))
                .toList();
    }

    private List<Shard> shards() {
        Deque<Shard> shards = new ArrayDeque<>();
        String last = null;
        do {
            String start = last;
            StreamDescription description = streams.describeStream(
                            request -> request.streamArn(streamArn).exclusiveStartShardId(start))
                    .streamDescription();
            shards.addAll(description.shards());
            last = description.lastEvaluatedShardId();
        } while (last != null);
        return List.copyOf(shards);
    }

    /** Reads and delivers what a shard has, once; whether there was anything. */
    private boolean read(String shard) throws InterruptedException {
        GetRecordsResponse page;
        try {
            String iterator = iterators.computeIfAbsent(shard, this::open);
            page = streams.getRecords(request -> request.shardIterator(iterator).limit(trigger.batchSize()));
        } catch (ExpiredIteratorException | TrimmedDataAccessException e) {
            iterators.remove(shard);
            return true;
        }
        if (!page.records().isEmpty()) {
            deliver(page.records());
            bookmarks.put(shard, page.records().getLast().dynamodb().sequenceNumber());
        }
        if (page.nextShardIterator() == null) {
            finished.add(shard);
            iterators.remove(shard);
        } else {
            iterators.put(shard, page.nextShardIterator());
        }
        return !page.records().isEmpty();
    }

    private String open(String shard) {
        Optional<String> position = bookmarks.of(shard);
        if (position.isPresent()) {
            try {
                return iterator(shard, ShardIteratorType.AFTER_SEQUENCE_NUMBER, position.get());
            } catch (TrimmedDataAccessException | ResourceNotFoundException e) {
                // What lay there is older than a stream keeps; its oldest record is the next one.
                return iterator(shard, ShardIteratorType.TRIM_HORIZON, null);
            }
        }
        return iterator(shard, ShardIteratorType.TRIM_HORIZON, null);
    }

    private String iterator(String shard, ShardIteratorType type, @Nullable String position) {
        return streams.getShardIterator(request -> request.streamArn(streamArn)
                        .shardId(shard)
                        .shardIteratorType(type)
                        .sequenceNumber(position))
                .shardIterator();
    }

    private void deliver(List<Record> batch) throws InterruptedException {
        Deque<Attempt> waiting = new ArrayDeque<>();
        List<Record> wanted = batch.stream()
                .filter(record -> trigger.eventNames().contains(record.eventNameAsString()))
                .toList();
        if (!wanted.isEmpty()) {
            waiting.push(new Attempt(wanted, 0));
        }
        while (!waiting.isEmpty()) {
            Attempt attempt = waiting.pop();
            List<Record> left = undone(attempt.records());
            if (left.size() > 1) {
                int middle = left.size() / 2;
                waiting.push(new Attempt(left.subList(middle, left.size()), 0));
                waiting.push(new Attempt(left.subList(0, middle), 0));
                Thread.sleep(FIRST_PAUSE);
            } else if (!left.isEmpty() && givenUp(left.getFirst(), attempt.retries())) {
                deadLetters.add(streamArn, left.getFirst());
            } else if (!left.isEmpty()) {
                waiting.push(new Attempt(left, attempt.retries() + 1));
                Thread.sleep(min(FIRST_PAUSE.multipliedBy(1L << Math.min(attempt.retries(), 10)), LONGEST_PAUSE));
            }
        }
    }

    /**
     * A part of a batch that is to be delivered.
     *
     * @param retries how often it was; halving it does not count
     */
    private record Attempt(List<Record> records, int retries) {}

    /** The records from the first failed one on. */
    private List<Record> undone(List<Record> records) throws InterruptedException {
        Optional<Set<String>> failed = courier.deliver(records, some -> StreamEvent.of(streamArn, some));
        if (failed.isEmpty()) {
            return records;
        }
        for (int i = 0; i < records.size(); i++) {
            if (failed.get().contains(records.get(i).dynamodb().sequenceNumber())) {
                return records.subList(i, records.size());
            }
        }
        return failed.get().isEmpty() ? List.of() : records;
    }

    private boolean givenUp(Record record, int retries) {
        return retries >= trigger.maximumRetries()
                || record.dynamodb()
                        .approximateCreationDateTime()
                        .plus(trigger.maximumAge())
                        .isBefore(clock.instant());
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
