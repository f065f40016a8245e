package io.certtrail.cli.cloudtrail;

import io.certtrail.cli.CommandFailure;
import io.certtrail.ledger.json.Json;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads files and sends their events, a few requests at once. A file goes in whole or not at all: it is read to its end
 * before its first event is sent. Memory is bounded by the requests under way. Used once, by one thread.
 */
final class Importer implements AutoCloseable {

    private static final int REMEMBERED = 16;

    private final Sender sender;
    private final EventMapper mapper;
    private final Report report;
    private final Progress progress;
    private final int parallel;
    private final Semaphore lanes;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final Deque<String> lastIds = new ArrayDeque<>();
    private Batch batch = new Batch();

    /** @param parallel how many requests are under way at once at most */
    Importer(Sender sender, EventMapper mapper, Report report, Progress progress, int parallel) {
        this.sender = sender;
        this.mapper = mapper;
        this.report = report;
        this.progress = progress;
        this.parallel = parallel;
        this.lanes = new Semaphore(parallel);
    }

    /**
     * Imports all files; what is wrong with one of them goes into the report.
     *
     * @throws CommandFailure when the API can't be reached; what was taken until then stays
     */
    void run(LogFiles files) {
        long bytes = 0;
        int done = 0;
        for (Path file : files.files()) {
            importFile(file, done, bytes);
            done++;
            bytes += LogFiles.size(file);
            progress.at(done, bytes, report.events());
        }
        flush();
        finish();
    }

    private void importFile(Path file, int filesDone, long bytesDone) {
        try {
            check(file);
            try (RecordReader records = RecordReader.open(file)) {
                for (Json.Obj json = records.next(); json != null; json = records.next()) {
                    add(file, records.count() - 1, json);
                    progress.at(filesDone, bytesDone, report.events());
                }
            }
            report.fileRead();
        } catch (BrokenFileException e) {
            report.fault(file, String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            report.fault(file, "there is no such file");
        } catch (IOException e) {
            report.fault(file, "can't be read: " + e.getMessage());
        }
    }

    /** Reads a file to its end and makes an event of every record, so that a broken one is known before anything is sent. */
    private void check(Path file) throws IOException {
        try (RecordReader records = RecordReader.open(file)) {
            for (Json.Obj json = records.next(); json != null; json = records.next()) {
                CloudTrailRecord.of(json, records.count() - 1);
            }
        }
    }

    private void add(Path file, int index, Json.Obj json) throws BrokenFileException {
        EventMapper.Mapped event = mapper.map(CloudTrailRecord.of(json, index));
        report.made(event.mapped());
        if (batch.holds(event.id())) {
            report.repeated();
            return;
        }
        ImportedEvent imported = new ImportedEvent(file, index, event.id(), event.json(), Fitting.size(event.json()));
        if (!batch.add(imported)) {
            flush();
            batch.add(imported);
        }
    }

    private void flush() {
        if (batch.isEmpty()) {
            return;
        }
        List<ImportedEvent> events = batch.events();
        batch = new Batch();
        lastIds.addLast(events.getLast().id());
        if (lastIds.size() > REMEMBERED) {
            lastIds.removeFirst();
        }
        lanes.acquireUninterruptibly();
        throwFailure();
        threads.execute(() -> {
            try {
                sender.send(events);
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            } finally {
                lanes.release();
            }
        });
    }

    private void finish() {
        lanes.acquireUninterruptibly(parallel);
        lanes.release(parallel);
        throwFailure();
    }

    private void throwFailure() {
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    /** Ids of the last event of the last requests, newest last: when these are in the chain, the import is. */
    Collection<String> lastIds() {
        return List.copyOf(lastIds);
    }

    @Override
    public void close() {
        threads.close();
    }
}
