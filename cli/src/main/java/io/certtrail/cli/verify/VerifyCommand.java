package io.certtrail.cli.verify;

import io.certtrail.cli.Command;
import io.certtrail.cli.CommandFailure;
import io.certtrail.cli.Options;
import io.certtrail.cli.Surroundings;
import io.certtrail.cli.UsageException;
import io.certtrail.ledger.verify.ExportVerifier;
import io.certtrail.ledger.verify.Report;
import io.certtrail.ledger.verify.TreeStates;
import io.certtrail.ledger.verify.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code certtrail verify}: exit 0 when everything that was given checks, 1 when something was tampered with, 2 when it
 * can't be told.
 */
public final class VerifyCommand {
    /** Everything that was given checks. */
    public static final int VERIFIED = 0;

    /** The export or its proof is not what was signed and logged. */
    public static final int TAMPERED = 1;

    /** It can't be told: something to check it with is missing or can't be read. */
    public static final int UNDECIDED = 2;

    private static final Set<String> VALUED =
            Set.of("--keys", "--secret-file", "--proof", "--log", "--newer", "--seal-cert", "--tsa-cert");
    private static final Set<String> REPEATED = Set.of("--against");
    private static final Set<String> FLAGS = Set.of("--json", "--require-complete");
    private static final Set<String> FOR_EXPORTS =
            Set.of("--secret-file", "--proof", "--require-complete", "--newer", "--seal-cert", "--tsa-cert");
    private static final Set<String> FOR_BUNDLES = Set.of("--seal-cert", "--tsa-cert");

    private static final String USAGE = """
            usage: certtrail verify FILE [--keys log.vkey] [--secret-file F] [--proof F] [--require-complete] [--json]
                                         [--against OLD_CHECKPOINT]... [--log DIR|URL] [--newer LATER_EXPORT]
                   certtrail verify BUNDLE.pdf|BUNDLE.zip [--seal-cert PEM] [--tsa-cert PEM] [as for FILE, but --proof]
                   certtrail verify --log DIR|URL [--keys log.vkey] [--against OLD_CHECKPOINT]... [--json]

            Checks a CSV export or an evidence bundle offline, or a whole published log, and names the first thing that is
            wrong with it. Of a bundle: the seal, what was added since, the time stamp, and then its CSV and proof.
              --keys         the log's verifier keys, one a line, as you got them from its owner;
                             without it, those of the local cloud in .certtrail/, from here upwards
              --proof        the export's proof file; without it, FILE with .proof.jsonl for .csv (or after its name),
                             if that is there. It shows that the rows are in the signed log and that none was left out
              --secret-file  the deployment's secret, to check the HMAC too
              --require-complete
                             exit 2 unless it is shown that no match was left out
              --log          the published log of one origin, a folder or an address: every entry, every tile and every
                             saved checkpoint is checked; with FILE also that the export is of this log
              --against      a checkpoint that was kept elsewhere (a copy of the log's object `checkpoint`, made earlier);
                             checks that the log, or the export's state of it, extends that: nothing was rewritten
              --newer        a later bundle, or export with its proof file beside it, of the same log: checks it too, that its log
                             extends the one of FILE, and says what of FILE has been dropped since, when and why
              --seal-cert    the certificate of the key that seals bundles, or one above it (PEM); without it the log's export
                             key alone vouches for the seal
              --tsa-cert     the certificate of the time-stamping authority, or one above it (PEM); without it a time stamp
                             is checked, and not whose it is
              --json         one line of JSON instead of text
            exit: 0 everything that was given checks, 1 tampered with, 2 can't tell
            """;

    private final Surroundings surroundings;

    private VerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public static Command in(Surroundings surroundings) {
        return new Command("verify", USAGE, new VerifyCommand(surroundings)::run);
    }

    /**
     * Runs one command line and gives its exit code.
     *
     * @throws UsageException when the arguments are wrong
     * @throws CommandFailure with exit code {@value #UNDECIDED} when a file can't be read
     */
    private int run(List<String> args, PrintStream out, PrintStream err) {
        Options options = Options.parse(args, VALUED, REPEATED, FLAGS);
        if (options.operands().size() > 1) {
            throw new UsageException("one export at a time");
        }
        if (options.operands().isEmpty()) {
            return ofLog(options, out, err);
        }
        Keyring keyring = Keyring.of(options, surroundings);
        Inputs inputs = Inputs.of(options, surroundings, keyring);
        Optional<Inputs> newer = options.value("--newer").map(name -> inputs.other(name, surroundings));
        if (BundleStep.isBundle(inputs.export())) {
            if (options.value("--proof").isPresent()) {
                throw new UsageException("a bundle has a proof of its own: --proof is for a CSV");
            }
            return new BundleStep(inputs, "bundle", options, surroundings, out)
                    .verify((unpacked, printed) -> ofExport(unpacked, newer, options, keyring, printed, err));
        }
        if (newer.map(Inputs::export).filter(BundleStep::isBundle).isEmpty()) {
            refuseOptionsOfBundles(options);
        }
        return ofExport(inputs, newer, options, keyring, out, err);
    }

    private static void refuseOptionsOfBundles(Options options) {
        for (String name : FOR_BUNDLES) {
            if (options.value(name).isPresent()) {
                throw new UsageException(name + " is for bundles");
            }
        }
    }

    private int ofExport(
            Inputs inputs, Optional<Inputs> newer, Options options, Keyring keyring, PrintStream out, PrintStream err) {
        LogInputs elsewhere = LogInputs.of(options, surroundings, keyring.trusted());
        if (newer.isPresent() && !elsewhere.isNone()) {
            throw new UsageException(
                    "--newer goes without --log and --against: hold each export against these by itself");
        }
        TreeStates seen = new TreeStates(elsewhere.sizes());
        Verdict verdict = verdict(inputs, seen, options.has("--require-complete"));
        if (verdict instanceof Verdict.Verified(Report report) && !elsewhere.isNone()) {
            return new LogStep(elsewhere, keyring, options.has("--json"), out, err).ofExport(report, inputs, seen);
        }
        if (verdict instanceof Verdict.Verified(Report report) && newer.isPresent()) {
            return ofNewer(report, inputs, newer.get(), options, out);
        }
        out.print(options.has("--json") ? JsonText.of(verdict, inputs) : HumanText.of(verdict, inputs));
        return exitCode(verdict);
    }

    private int ofNewer(Report report, Inputs older, Inputs newer, Options options, PrintStream out) {
        boolean isJson = options.has("--json");
        if (!BundleStep.isBundle(newer.export())) {
            return new NewerStep(older, isJson, out).of(report, newer);
        }
        return new BundleStep(newer, "newerBundle", options, surroundings, out)
                .verify((unpacked, printed) -> new NewerStep(older, isJson, printed).of(report, unpacked));
    }

    static int exitCode(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Verified verified -> VERIFIED;
            case Verdict.Tampered tampered -> TAMPERED;
            case Verdict.Undecided undecided -> UNDECIDED;
        };
    }

    private int ofLog(Options options, PrintStream out, PrintStream err) {
        String log = options.value("--log")
                .orElseThrow(() -> new UsageException("verify what? Give an export, or a log with --log"));
        for (String name : FOR_EXPORTS) {
            if (options.value(name).isPresent() || options.has(name)) {
                throw new UsageException(name + " is for exports");
            }
        }
        Keyring keyring = Keyring.of(options, surroundings);
        LogInputs inputs = LogInputs.of(options, surroundings, keyring.trusted());
        return new LogStep(inputs, keyring, options.has("--json"), out, err).ofLog(log);
    }

    static Verdict verdict(Inputs inputs, TreeStates seen, boolean isCompleteRequired) {
        ExportVerifier plain = ExportVerifier.trusting(inputs.trusted())
                .withThreads(Runtime.getRuntime().availableProcessors())
                .noting(seen);
        ExportVerifier verifier = inputs.mac().map(plain::withSecret).orElse(plain);
        try {
            Verdict verdict = verifier.verify(
                    Inputs.source(inputs.export()),
                    inputs.proof().map(Inputs::source).orElse(null));
            return isCompleteRequired ? requireComplete(verdict) : verdict;
        } catch (IOException e) {
            throw Inputs.unreadable(inputs.export(), e);
        } catch (OutOfMemoryError e) {
            throw new CommandFailure(UNDECIDED, "there is not enough memory to check it: " + e.getMessage());
        }
    }

    private static Verdict requireComplete(Verdict verdict) {
        return verdict instanceof Verdict.Verified(Report report) && !report.isComplete()
                ? new Verdict.Undecided(
                        Verdict.Reason.INCOMPLETE,
                        "The rows are genuine, but it is not shown that no match was left out: "
                                + Words.whyIncomplete(report))
                : verdict;
    }
}
