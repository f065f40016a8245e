package io.certtrail.cli.cloudtrail;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What became of files and events. Safe for use by several threads. */
final class Report {

    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong different = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong mapped = new AtomicLong();
    private final AtomicLong custom = new AtomicLong();
    private final AtomicInteger filesRead = new AtomicInteger();
    private final Map<Path, String> faults = new TreeMap<>();

    /** Counts a file that was read to its end. */
    void fileRead() {
        filesRead.incrementAndGet();
    }

    /** Counts an event that was made of a record. */
    void made(boolean isMapped) {
        (isMapped ? mapped : custom).incrementAndGet();
    }

    /** Counts events that the API took: they will be in the chain, once. */
    void accepted(int events) {
        accepted.addAndGet(events);
    }

    /** Counts an event whose id the ledger holds with other content, which stays. */
    void different() {
        different.incrementAndGet();
    }

    /** Counts a record whose id stood before it in the same request. */
    void repeated() {
        repeated.incrementAndGet();
    }

    void refused(ImportedEvent event, String why) {
        refused.incrementAndGet();
        fault(event.file(), "/Records/" + event.record() + ": refused: " + why);
    }

    /** Notes what is wrong with a file; the first fault of each counts. */
    void fault(Path file, String what) {
        synchronized (faults) {
            faults.putIfAbsent(file, what);
        }
    }

    Map<Path, String> faults() {
        synchronized (faults) {
            return new TreeMap<>(faults);
        }
    }

    int files() {
        return filesRead.get();
    }

    long events() {
        return mapped.get() + custom.get();
    }

    long mapped() {
        return mapped.get();
    }

    long custom() {
        return custom.get();
    }

    long accepted() {
        return accepted.get();
    }

    /** How many ids the ledger holds with other content. */
    long differentContent() {
        return different.get();
    }

    long repetitions() {
        return repeated.get();
    }

    long refused() {
        return refused.get();
    }
}
