package io.certtrail.evidence.bundle;

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
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.publish.CheckpointDesk;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.evidence.digest.BouncyDigests;
import io.certtrail.evidence.seal.LocalSealKey;
import io.certtrail.evidence.seal.Seal;
import io.certtrail.evidence.seal.TimeStamps;
import io.certtrail.ledger.checkpoint.NoteSigner;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.export.ManifestMac;
import io.certtrail.testkit.exports.MemoryEvidenceStore;
import io.certtrail.testkit.exports.MemoryExportQueue;
import io.certtrail.testkit.exports.MemoryExportStore;
import io.certtrail.testkit.exports.SampleLedger;
import io.certtrail.testkit.segments.MemoryArchiveStore;
import io.certtrail.testkit.time.MovableClock;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes exports of a sample ledger. */
public final class Bench {
    private static final ManifestMac MAC = ManifestMac.of(new byte[] {1, 2, 3});

    public final SampleLedger ledger;
    public final Seal seal;
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-28T12:00:00.250Z"));
    private final UuidV7 ids = new UuidV7(clock, new Random(1));
    private final MemoryExportStore store = new MemoryExportStore((tenant, events) -> {});
    private final MemoryEvidenceStore files = new MemoryEvidenceStore();

    public Bench(int entries) {
        this(entries, selfSigned());
    }

    public Bench(int entries, Seal seal) {
        this(new SampleLedger(7, 9), seal);
        ledger.grow(entries);
    }

    /** Exports of what a ledger holds. */
    public Bench(SampleLedger ledger) {
        this(ledger, selfSigned());
    }

    private Bench(SampleLedger ledger, Seal seal) {
        this.ledger = ledger;
        this.seal = seal;
    }

    private static Seal selfSigned() {
        return Seal.selfSigned(new LocalSealKey(LocalSealKey.generate(new SecureRandom())), "CertTrail of a test");
    }

    /** The bytes of an export, and its proof. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    public record Made(Export export, Result result, byte[] file, byte[] proof) {}

    public Made make(Format format, ExportFilter filter, String actor, @Nullable TimeStamps timeStamps) {
        Requester requester =
                new Requester(ledger.origin().tenant(), new Actor(Actor.Type.USER, "u-audit", actor), Client.NONE);
        return make(new Asked(format, filter, List.of(), requester, clock.instant(), size()), timeStamps);
    }

    /** A copy in which some attributes are closed. */
    public Made redacted(Format format, ExportFilter filter, List<Attribute> closed) {
        Requester requester =
                new Requester(ledger.origin().tenant(), new Actor(Actor.Type.USER, "u-audit", "auditor"), Client.NONE);
        return make(new Asked(format, filter, closed, requester, clock.instant(), size()), null);
    }

    private long size() {
        return ledger.head(ledger.origin()).orElseThrow().size();
    }

    private Made make(Asked asked, @Nullable TimeStamps timeStamps) {
        Export export = Export.requested(ids.next(), ledger.origin(), asked);
        store.create(export);
        Outcome outcome = runner(timeStamps).run(export.tenant(), export.id(), Deadline.NONE);
        assertThat(outcome).isInstanceOf(Outcome.Made.class);
        Result result = ((Outcome.Made) outcome).result();
        return new Made(
                export,
                result,
                files.file(result.file().key()).orElseThrow(),
                files.file(result.proof().key()).orElseThrow());
    }

    private ExportRunner runner(@Nullable TimeStamps timeStamps) {
        BasisChooser basis = new BasisChooser(
                ledger, new NoOutbox(), new CheckpointDesk(ledger, clock, clock::move), clock, clock::move, "0.1.0");
        ExportMaker maker = new ExportMaker(
                new Contents(ledger, new MemoryArchiveStore(), any -> Instant.MIN),
                ledger::tree,
                files,
                new Keys(),
                new BouncyDigests(),
                new SealedBundles(() -> seal, timeStamps));
        return new ExportRunner(
                store,
                new MemoryExportQueue(),
                basis,
                maker,
                new ExportEvents(Catalogue.load(), ids),
                ids,
                clock,
                ExportRunner.Settings.DEFAULT);
    }

    private static final class NoOutbox implements io.certtrail.domain.chain.Outbox {
        @Override
        public void record(String tenant, List<io.certtrail.ledger.entry.Event> events) {}

        @Override
        public Optional<Instant> oldest(String tenant) {
            return Optional.empty();
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
}
