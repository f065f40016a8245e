package io.certtrail.testkit.exports;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.contents.Contents;
import io.certtrail.domain.exports.BasisChooser;
import io.certtrail.domain.exports.Bundles;
import io.certtrail.domain.exports.EvidenceStore;
import io.certtrail.domain.exports.Export;
import io.certtrail.domain.exports.ExportDesk;
import io.certtrail.domain.exports.ExportEvents;
import io.certtrail.domain.exports.ExportKeys;
import io.certtrail.domain.exports.ExportMaker;
import io.certtrail.domain.exports.ExportQueue;
import io.certtrail.domain.exports.ExportRunner;
import io.certtrail.domain.exports.ExportStore;
import io.certtrail.domain.exports.ExportSweep;
import io.certtrail.domain.exports.Format;
import io.certtrail.domain.exports.Outcome;
import io.certtrail.domain.exports.Requester;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.publish.CheckpointDesk;
import io.certtrail.domain.publish.Checkpoints;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.time.Pause;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.checkpoint.NoteSigner;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.export.ManifestMac;
import io.certtrail.ledger.verify.ExportVerifier;
import io.certtrail.ledger.verify.Verdict;
import io.certtrail.testkit.chain.MemoryTenants;
import io.certtrail.testkit.segments.MemoryArchiveStore;
import io.certtrail.testkit.time.MovableClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** A ledger with a desk for its exports, a queue and workers; all in memory. */
final class Scene {
    static final String TENANT = SampleLedger.ORIGIN.tenant();
    static final Requester ALICE =
            new Requester(TENANT, new Actor(Actor.Type.USER, "u-alice", "alice"), new Client("192.0.2.7", "curl/8.5"));

    private static final Duration WORKERS_TIME = Duration.ofMinutes(14);
    private static final ManifestMac MAC = ManifestMac.of(new byte[] {1, 2, 3});
    private static final Catalogue CATALOGUE = Catalogue.load();

    final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T12:00:00.250Z"));
    final UuidV7 ids = new UuidV7(clock, new Random(1));
    final SampleLedger ledger;
    final Recorded outbox = new Recorded();
    final MemoryTenants tenants = new MemoryTenants();
    final MemoryExportStore store = new MemoryExportStore(outbox::record);
    final MemoryExportQueue queue = new MemoryExportQueue();
    final MemoryEvidenceStore evidence = new MemoryEvidenceStore();
    final ExportEvents events = new ExportEvents(CATALOGUE, ids);
    /** All that goes into one, one after the other. */
    final Bundles bundles = (contents, folder) -> {
        Path bundle = folder.resolve("bundle");
        try (OutputStream out = Files.newOutputStream(bundle)) {
            Files.copy(contents.table(), out);
            Files.copy(contents.proof(), out);
            out.write(contents.figures().toString().getBytes(StandardCharsets.UTF_8));
            out.write(contents.manifest().line().getBytes(StandardCharsets.UTF_8));
        }
        return bundle;
    };

    final MemoryArchiveStore archive = new MemoryArchiveStore();
    final ExportDesk desk;
    final ExportSweep sweep = new ExportSweep(store, queue, clock);

    Scene(long seed, int entries) {
        ledger = new SampleLedger(seed, 9);
        ledger.grow(entries);
        tenants.put(Tenant.of(SampleLedger.ORIGIN));
        desk = desk(clock::move);
    }

    /** The same desk; while it waits, something happens. */
    ExportDesk deskWhosePauses(Runnable happen) {
        return desk(duration -> {
            clock.move(duration);
            happen.run();
        });
    }

    private Contents contents(ChainReader chain) {
        return new Contents(chain, archive, any -> Instant.MIN);
    }

    private ExportDesk desk(Pause pause) {
        ExportDesk.Ports ports =
                new ExportDesk.Ports(store, queue, evidence, tenants, contents(ledger), outbox, any -> Instant.MIN);
        return new ExportDesk(ports, events, ids, clock, pause);
    }

    /** Events as they are recorded; they never go into the ledger unless the test lets them. */
    static final class Recorded implements Outbox {
        private final List<Event> recorded = new ArrayList<>();
        private Optional<Instant> oldest = Optional.empty();

        @Override
        public synchronized void record(String tenant, List<Event> events) {
            recorded.addAll(events);
        }

        @Override
        public synchronized Optional<Instant> oldest(String tenant) {
            return oldest;
        }

        synchronized void setOldest(Optional<Instant> recordedAt) {
            oldest = recordedAt;
        }

        synchronized List<Event> recorded(String action) {
            return recorded.stream()
                    .filter(event -> event.action().equals(action))
                    .toList();
        }
    }

    private final class Keys implements ExportKeys {
        @Override
        public NoteSigner signer(Origin origin) {
            return ledger.exportKey();
        }

        @Override
        public ManifestMac mac() {
            return MAC;
        }
    }

    Export request(ExportFilter filter) {
        return desk.request(ALICE, Format.CSV, filter, List.of());
    }

    Export find(UUID id) {
        return desk.find(TENANT, id);
    }

    ExportRunner worker() {
        return worker(FaultyPorts.sound());
    }

    /** A worker some of whose calls go wrong. */
    ExportRunner worker(FaultyPorts ports) {
        ChainReader chain = ports.around(ChainReader.class, ledger);
        ExportStore exports = ports.around(ExportStore.class, store);
        EvidenceStore files = ports.around(evidence);
        BasisChooser basis = new BasisChooser(
                chain,
                ports.around(Outbox.class, outbox),
                new CheckpointDesk(ports.around(Checkpoints.class, ledger), clock, clock::move),
                clock,
                clock::move,
                "0.1.0");
        return new ExportRunner(
                exports,
                ports.around(ExportQueue.class, queue),
                basis,
                new ExportMaker(contents(chain), ledger::tree, files, new Keys(), new ReplayedDigests(), bundles),
                events,
                ids,
                clock,
                ExportRunner.Settings.DEFAULT);
    }

    Outcome run(ExportRunner worker, UUID id) {
        return worker.run(TENANT, id, Deadline.at(clock.instant().plus(WORKERS_TIME), clock));
    }

    /** Lets the minutes go by, with a sweep in each and a worker for every job, until nothing is left to do. */
    void settle() {
        settle(FaultyPorts.sound());
    }

    /** The same; what was on its way arrives after some minutes. */
    void settle(FaultyPorts ports) {
        for (int minute = 0; minute < 30; minute++) {
            clock.move(Duration.ofMinutes(1));
            if (minute == 7) {
                ports.arrive();
            }
            sweep.sweep(TENANT);
            for (MemoryExportQueue.Job job : queue.takeAll()) {
                run(worker(), job.id());
            }
        }
    }

    byte[] file(Export export) {
        return evidence.file(export.result().orElseThrow().file().key()).orElseThrow();
    }

    byte[] proof(Export export) {
        return evidence.file(export.result().orElseThrow().proof().key()).orElseThrow();
    }

    Verdict verify(Export export) throws IOException {
        return ExportVerifier.trusting(ledger.keys())
                .withSecret(MAC)
                .verify(() -> new ByteArrayInputStream(file(export)), () -> new ByteArrayInputStream(proof(export)));
    }
}
