package io.certtrail.testkit.exports;

import io.certtrail.domain.exports.ExportQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A queue whose jobs are kept until they are taken, or lost, by the test. */
public final class MemoryExportQueue implements ExportQueue {
    /** A job that was sent. */
    public record Job(String tenant, UUID id, Duration delay) {}

    private final List<Job> jobs = new ArrayList<>();

    @Override
    public synchronized void send(String tenant, UUID id, Duration delay) {
        jobs.add(new Job(tenant, id, delay));
    }

    /** All jobs, in the order in which they were sent; the queue is empty then. */
    public synchronized List<Job> takeAll() {
        List<Job> all = List.copyOf(jobs);
        jobs.clear();
        return all;
    }
}
