package io.certtrail.testkit.bench;

import io.certtrail.domain.catalogue.Catalogue;
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
import io.certtrail.ledger.verify.Verdict;
import io.certtrail.testkit.chain.MemoryOutbox;
import io.certtrail.testkit.exports.MemoryExportQueue;
import io.certtrail.testkit.exports.MemoryExportStore;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;

/**
 * Makes one export of a large ledger, verifies it, and says how much CPU that took and how much memory there was. The ledger
 * makes its entries when they are read, and the files go to a folder: so the memory is the export's own.
 *
 * <pre>{@code
 * java -Xmx64m -cp <class path> io.certtrail.testkit.bench.ExportBench 200000 '{}'
 * }</pre>
 *
 * The arguments are the number of entries and the filter in JSON. Exits with 1 if the export does not verify.
 */
public final class ExportBench {
    private static final ManifestMac MAC = ManifestMac.of(new byte[] {7});

    private final Clock clock = Clock.systemUTC();
    private final UuidV7 ids = new UuidV7(clock, new Random(1));
    private final EndlessLedger ledger;
    private final FolderEvidence evidence;
    private final PrintStream out;

    private ExportBench(EndlessLedger ledger, FolderEvidence evidence, PrintStream out) {
        this.ledger = ledger;
        this.evidence = evidence;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        long entries = Long.parseLong(arguments[0]);
        ExportFilter filter =
                ExportFilter.parse((Json.Obj) JsonReader.parse(arguments[1].getBytes(StandardCharsets.UTF_8)));
        Path folder = Files.createTempDirectory("export-bench");
        try (FolderEvidence evidence = new FolderEvidence(folder)) {
            boolean verified = new ExportBench(new EndlessLedger(entries), evidence, System.out).run(filter);
            System.exit(verified ? 0 : 1);
        }
    }

    private boolean run(ExportFilter filter) throws IOException {
        MemoryOutbox outbox = new MemoryOutbox(clock);
        MemoryExportStore store = new MemoryExportStore((tenant, events) -> {});
        Requester requester =
                new Requester(EndlessLedger.ORIGIN.tenant(), new Actor(Actor.Type.USER, "u", "bench"), Client.NONE);
        Export export = Export.requested(
                ids.next(), EndlessLedger.ORIGIN, Format.CSV, filter, requester, clock.instant(), ledger.size());
        store.create(export);
        ExportRunner runner = new ExportRunner(
                store,
                new MemoryExportQueue(),
                new BasisChooser(
                        ledger, outbox, new CheckpointDesk(ledger, clock, Pause.SLEEP), clock, Pause.SLEEP, "bench"),
                new ExportMaker(ledger, ledger::tree, evidence, new Keys()),
                new ExportEvents(Catalogue.load(), ids),
                ids,
                clock,
                ExportRunner.Settings.DEFAULT);
        long start = cpuNanos();
        Outcome outcome = runner.run(export.tenant(), export.id(), Deadline.NONE);
        if (!(outcome instanceof Outcome.Made(Result result))) {
            out.println(outcome);
            return false;
        }
        say("made", result, start);
        return verify(result);
    }

    private boolean verify(Result result) throws IOException {
        long start = cpuNanos();
        Verdict verdict = ExportVerifier.trusting(ledger.keys())
                .withSecret(MAC)
                .verify(
                        () -> evidence.open(result.file().key()),
                        () -> evidence.open(result.proof().key()));
        if (verdict instanceof Verdict.Verified) {
            say("verified", result, start);
            return true;
        }
        out.println(verdict);
        return false;
    }

    private void say(String what, Result result, long start) {
        double seconds = (cpuNanos() - start) / 1e9;
        out.printf(
                "%s %,d rows of %,d entries, %,d bytes and %,d of proof, in %.1f s of CPU: %,.0f entries/s; heap at most %d MB%n",
                what,
                result.rows(),
                result.treeSize(),
                result.file().bytes(),
                result.proof().bytes(),
                seconds,
                result.treeSize() / seconds,
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
