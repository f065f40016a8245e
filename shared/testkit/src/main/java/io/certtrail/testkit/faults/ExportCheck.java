package io.certtrail.testkit.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.contents.Contents;
import io.certtrail.domain.exports.Asked;
import io.certtrail.domain.exports.BasisChooser;
import io.certtrail.domain.exports.Export;
import io.certtrail.domain.exports.ExportEvents;
import io.certtrail.domain.exports.ExportKeys;
import io.certtrail.domain.exports.ExportMaker;
import io.certtrail.domain.exports.ExportRunner;
import io.certtrail.domain.exports.Format;
import io.certtrail.domain.exports.Outcome;
import io.certtrail.domain.exports.Requester;
import io.certtrail.domain.exports.Result;
import io.certtrail.domain.publish.CheckpointDesk;
import io.certtrail.domain.publish.PublishedHashes;
import io.certtrail.domain.publish.QueuedCheckpoints;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.checkpoint.NoteSigner;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.export.ManifestMac;
import io.certtrail.ledger.verify.ExportVerifier;
import io.certtrail.ledger.verify.Report;
import io.certtrail.ledger.verify.TrustedKeys;
import io.certtrail.ledger.verify.Verdict;
import io.certtrail.testkit.exports.MemoryEvidenceStore;
import io.certtrail.testkit.exports.MemoryExportQueue;
import io.certtrail.testkit.exports.MemoryExportStore;
import io.certtrail.testkit.exports.ReplayedDigests;
import io.certtrail.testkit.segments.MemoryArchiveStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** Exports a whole log, and has the verifier look at it who knows nothing but the keys. */
final class ExportCheck {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final ManifestMac MAC = ManifestMac.of(new byte[] {1, 2, 3});
    private static final Ed25519Signer KEY =
            Ed25519Signer.of(House.ORIGIN.exportsKeyName(), new byte[Ed25519Signer.SEED_SIZE]);
    private static final Requester AUDITOR =
            new Requester(House.TENANT, new Actor(Actor.Type.USER, "u-audit", "auditor"), Client.NONE);

    private final House house;
    private final MemoryExportStore store = new MemoryExportStore((tenant, events) -> {});
    private final MemoryEvidenceStore files = new MemoryEvidenceStore();

    ExportCheck(House house) {
        this.house = house;
    }

    void verify(int entries) {
        Asked asked = new Asked(Format.CSV, ExportFilter.NONE, List.of(), AUDITOR, house.clock.instant(), entries);
        Export export = Export.requested(house.ids.next(), house.origin, asked);
        store.create(export);
        Outcome outcome = runner().run(House.TENANT, export.id(), Deadline.NONE);
        assertThat(outcome).as("a full export").isInstanceOf(Outcome.Made.class);
        Result result = ((Outcome.Made) outcome).result();
        Verdict verdict = verdict(result);
        assertThat(verdict).as("the full export").isInstanceOf(Verdict.Verified.class);
        Report report = ((Verdict.Verified) verdict).report();
        assertThat(report.isComplete()).isTrue();
        assertThat(report.manifest().rows()).as("rows of the full export").isEqualTo(entries);
    }

    private ExportRunner runner() {
        QueuedCheckpoints checkpoints = new QueuedCheckpoints(house.signers, house.queue);
        BasisChooser basis = new BasisChooser(
                house.chain,
                house.outbox,
                new CheckpointDesk(checkpoints, house.clock, house.clock::move),
                house.clock,
                house.clock::move,
                "0.1.0");
        ExportMaker maker = new ExportMaker(
                new Contents(house.chain, new MemoryArchiveStore(), any -> Instant.MIN),
                (origin, size) -> PublishedHashes.of(house.log, origin, size),
                files,
                new Keys(),
                new ReplayedDigests());
        return new ExportRunner(
                store,
                new MemoryExportQueue(),
                basis,
                maker,
                new ExportEvents(CATALOGUE, house.ids),
                house.ids,
                house.clock,
                ExportRunner.Settings.DEFAULT);
    }

    private Verdict verdict(Result result) {
        byte[] table = files.file(result.file().key()).orElseThrow();
        byte[] proof = files.file(result.proof().key()).orElseThrow();
        TrustedKeys keys = new TrustedKeys(List.of(house.key.verifierKey(), KEY.verifierKey()));
        try {
            return ExportVerifier.trusting(keys)
                    .withSecret(MAC)
                    .verify(() -> new ByteArrayInputStream(table), () -> new ByteArrayInputStream(proof));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Keys implements ExportKeys {
        @Override
        public NoteSigner signer(Origin origin) {
            return KEY;
        }

        @Override
        public ManifestMac mac() {
            return MAC;
        }
    }
}
