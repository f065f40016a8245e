package io.certtrail.testkit.bench;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.contents.Contents;
import io.certtrail.domain.exports.Asked;
import io.certtrail.domain.exports.BasisChooser;
import io.certtrail.domain.exports.Bundles;
import io.certtrail.domain.exports.Export;
import io.certtrail.domain.exports.ExportEvents;
import io.certtrail.domain.exports.ExportKeys;
import io.certtrail.domain.exports.ExportMaker;
import io.certtrail.domain.exports.ExportRunner;
import io.certtrail.domain.exports.Format;
import io.certtrail.domain.exports.Outcome;
import io.certtrail.domain.exports.Requester;
import io.certtrail.domain.exports.Result;
import io.certtrail.domain.exports.RunningDigest;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.publish.CheckpointDesk;
import io.certtrail.domain.segments.ArchiveStore;
import io.certtrail.domain.time.Pause;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.checkpoint.NoteSigner;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.export.ManifestMac;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.ledger.verify.ExportVerifier;
import io.certtrail.ledger.verify.TrustedKeys;
import io.certtrail.ledger.verify.Verdict;
import io.certtrail.testkit.chain.MemoryOutbox;
import io.certtrail.testkit.exports.MemoryExportQueue;
import io.certtrail.testkit.exports.MemoryExportStore;
import io.certtrail.testkit.exports.ReplayedDigests;
import io.certtrail.testkit.segments.FolderArchive;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * Makes one export of a large ledger, verifies it, and says how much CPU that took and how much memory there was. The ledger
 * makes its entries when they are read, and the files go to a folder: so the memory is the export's own.
 *
 * <pre>{@code
 * java -Xmx64m -cp <class path> io.certtrail.testkit.bench.ExportBench 200000 '{}'
 * }</pre>
 *
 * The arguments are the number of entries and the filter in JSON, and {@code sealed} if the entries are to be read from
 * segments in a folder, with all blocks gone. Exits with 1 if the export does not verify.
 */
public final class ExportBench {
    private static final Bundles NO_BUNDLES = (contents, folder) -> {
        throw new IllegalStateException("no bundle was asked for");
    };
    private static final ManifestMac MAC = ManifestMac.of(new byte[] {7});

    private final Clock clock = Clock.systemUTC();
    private final UuidV7 ids = new UuidV7(clock, new Random(1));
    private final EndlessLedger ledger;
    private final ArchiveStore archive;
    private final FolderEvidence evidence;
    private final RunningDigest.Source digests;
    private final Bundles bundles;

    private ExportBench(
            EndlessLedger ledger,
            ArchiveStore archive,
            FolderEvidence evidence,
            RunningDigest.Source digests,
            Bundles bundles) {
        this.digests = digests;
        this.ledger = ledger;
        this.archive = archive;
        this.evidence = evidence;
        this.bundles = bundles;
    }

    /**
     * An export in a folder.
     *
     * @param entries in the log that it was made from
     * @param rows in it
     * @param csv or the bundle that holds it
     * @param cpu what making it took, of one core
     */
    public record Made(long entries, long rows, Path csv, Path proof, TrustedKeys keys, Duration cpu) {
        public long bytes() throws IOException {
            return Files.size(csv);
        }

        public long proofBytes() throws IOException {
            return Files.size(proof);
        }

        /**
         * Verifies it: all of it, with every leaf rebuilt and proven, or only the rows, their chain and the manifest.
         *
         * @param threads how many read rows, from 1
         */
        public boolean verifies(boolean withProof, int threads) throws IOException {
            Verdict verdict = ExportVerifier.trusting(keys)
                    .withThreads(threads)
                    .withSecret(MAC)
                    .verify(() -> Files.newInputStream(csv), withProof ? () -> Files.newInputStream(proof) : null);
            return verdict instanceof Verdict.Verified;
        }
    }

    public static void main(String[] arguments) throws IOException {
        long entries = Long.parseLong(arguments[0]);
        ExportFilter filter =
                ExportFilter.parse((Json.Obj) JsonReader.parse(arguments[1].getBytes(StandardCharsets.UTF_8)));
        Path folder = Files.createTempDirectory("export-bench");
        boolean verified;
        try (FolderEvidence evidence = new FolderEvidence(folder)) {
            EndlessLedger ledger = new EndlessLedger(entries);
            FolderArchive archive = new FolderArchive(folder);
            if (arguments.length > 2 && arguments[2].equals("sealed")) {
                ledger.moveTo(archive);
            }
            Made made = new ExportBench(ledger, archive, evidence, new ReplayedDigests(), NO_BUNDLES)
                    .run(Format.CSV, filter);
            say(System.out, "made", made, made.cpu());
            long start = cpuNanos();
            verified = made.verifies(true, 1);
            if (verified) {
                say(System.out, "verified", made, Duration.ofNanos(cpuNanos() - start));
            }
        }
        System.exit(verified ? 0 : 1);
    }

    /**
     * Makes an export of a log of so many entries.
     *
     * @param folder where its files go; whoever asked deletes them
     */
    public static Made make(long entries, ExportFilter filter, Path folder) throws IOException {
        FolderArchive nothing = new FolderArchive(folder);
        return new ExportBench(
                        new EndlessLedger(entries),
                        nothing,
                        new FolderEvidence(folder),
                        new ReplayedDigests(),
                        NO_BUNDLES)
                .run(Format.CSV, filter);
    }

    /** The same in any format, with the digests of a deployment. */
    public static Made make(
            long entries,
            Format format,
            ExportFilter filter,
            RunningDigest.Source digests,
            Bundles bundles,
            Path folder)
            throws IOException {
        FolderArchive nothing = new FolderArchive(folder);
        return new ExportBench(new EndlessLedger(entries), nothing, new FolderEvidence(folder), digests, bundles)
                .run(format, filter);
    }

    private Made run(Format format, ExportFilter filter) {
        MemoryOutbox outbox = new MemoryOutbox(clock);
        MemoryExportStore store = new MemoryExportStore((tenant, events) -> {});
        Requester requester =
                new Requester(EndlessLedger.ORIGIN.tenant(), new Actor(Actor.Type.USER, "u", "bench"), Client.NONE);
        Asked asked = new Asked(format, filter, List.of(), requester, clock.instant(), ledger.size());
        Export export = Export.requested(ids.next(), EndlessLedger.ORIGIN, asked);
        store.create(export);
        ExportRunner runner = new ExportRunner(
                store,
                new MemoryExportQueue(),
                new BasisChooser(
                        ledger, outbox, new CheckpointDesk(ledger, clock, Pause.SLEEP), clock, Pause.SLEEP, "bench"),
                new ExportMaker(
                        new Contents(ledger, archive, any -> Instant.MIN),
                        ledger::tree,
                        evidence,
                        new Keys(),
                        digests,
                        bundles),
                new ExportEvents(Catalogue.load(), ids),
                ids,
                clock,
                ExportRunner.Settings.DEFAULT);
        long start = cpuNanos();
        Outcome outcome = runner.run(export.tenant(), export.id(), Deadline.NONE);
        Duration cpu = Duration.ofNanos(cpuNanos() - start);
        if (!(outcome instanceof Outcome.Made(Result result))) {
            throw new IllegalStateException("the export was not made: " + outcome);
        }
        return new Made(
                result.treeSize(),
                result.rows(),
                evidence.file(result.file().key()),
                evidence.file(result.proof().key()),
                ledger.keys(),
                cpu);
    }

    private static void say(PrintStream out, String what, Made made, Duration cpu) throws IOException {
        double seconds = cpu.toNanos() / 1e9;
        out.printf(
                "%s %,d rows of %,d entries, %,d bytes and %,d of proof, in %.1f s of CPU: %,.0f entries/s; heap at most %d MB%n",
                what,
                made.rows(),
                made.entries(),
                made.bytes(),
                made.proofBytes(),
                seconds,
                made.entries() / seconds,
                Runtime.getRuntime().maxMemory() >> 20);
    }

    /** Of this thread, which does all the work: other programs on the machine don't count. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
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
