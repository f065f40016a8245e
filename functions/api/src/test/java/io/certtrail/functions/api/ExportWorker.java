package io.certtrail.functions.api;

import io.certtrail.domain.contents.Contents;
import io.certtrail.domain.exports.BasisChooser;
import io.certtrail.domain.exports.ExportEvents;
import io.certtrail.domain.exports.ExportKeys;
import io.certtrail.domain.exports.ExportMaker;
import io.certtrail.domain.exports.ExportRunner;
import io.certtrail.domain.publish.CheckpointDesk;
import io.certtrail.domain.publish.PublishedHashes;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.checkpoint.NoteSigner;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.export.ManifestMac;
import io.certtrail.testkit.exports.ReplayedDigests;
import java.time.Duration;
import java.util.Arrays;

/** Makes the exports that wait in the queue of a {@link TestApi}, with the real worker. */
final class ExportWorker {
    static final NoteSigner EXPORT_KEY = Ed25519Signer.of(TestApi.ORIGIN.exportsKeyName(), filled());

    private final TestApi api;
    private final ExportRunner runner;

    ExportWorker(TestApi api) {
        this.api = api;
        this.runner = new ExportRunner(
                api.exports,
                api.exportQueue,
                new BasisChooser(
                        api.read,
                        api.outbox,
                        new CheckpointDesk(api.checkpoints, api.clock, api.clock::move),
                        api.clock,
                        api.clock::move,
                        "0.1.0"),
                new ExportMaker(
                        new Contents(api.read, api.archive, origin -> api.keptFrom()),
                        (origin, size) -> PublishedHashes.of(api.logStore, origin, size),
                        api.evidence,
                        new Keys(),
                        new ReplayedDigests()),
                new ExportEvents(api.catalogue, api.ids),
                api.ids,
                api.clock,
                ExportRunner.Settings.DEFAULT);
    }

    /** Brings everything into the signed log and makes what was asked for. */
    void work() {
        api.sequence();
        api.publish();
        make();
    }

    /** Makes what was asked for, and nothing else. */
    void make() {
        api.exportQueue.takeAll().forEach(job -> runner.run(job.tenant(), job.id(), Deadline.NONE));
    }

    /** Lets a worker begin what was asked for whose time is up at once. */
    void makeSome() {
        api.exportQueue.takeAll().forEach(job -> runner.run(job.tenant(), job.id(), () -> Duration.ZERO));
    }

    private static final class Keys implements ExportKeys {
        @Override
        public NoteSigner signer(Origin origin) {
            return EXPORT_KEY;
        }

        @Override
        public ManifestMac mac() {
            return ManifestMac.of(filled());
        }
    }

    private static byte[] filled() {
        byte[] seed = new byte[32];
        Arrays.fill(seed, (byte) 7);
        return seed;
    }
}
