package io.certtrail.cli.verify;

import io.certtrail.cli.Command;
import io.certtrail.cli.CommandFailure;
import io.certtrail.cli.Options;
import io.certtrail.cli.Surroundings;
import io.certtrail.cli.UsageException;
import io.certtrail.ledger.verify.ExportVerifier;
import io.certtrail.ledger.verify.Report;
import io.certtrail.ledger.verify.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
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

    private static final Set<String> VALUED = Set.of("--keys", "--secret-file", "--proof");
    private static final Set<String> FLAGS = Set.of("--json", "--require-complete");

    private static final String USAGE = """
            usage: certtrail verify FILE [--keys log.vkey] [--secret-file F] [--proof F] [--require-complete] [--json]

            Checks a CSV export offline, and names the first thing that is wrong with it.
              --keys         the log's verifier keys, one a line, as you got them from its owner;
                             without it, those of the local cloud in .certtrail/, from here upwards
              --proof        the export's proof file; without it, FILE with .proof.jsonl for .csv (or after its name),
                             if that is there. It shows that the rows are in the signed log and that none was left out
              --secret-file  the deployment's secret, to check the HMAC too
              --require-complete
                             exit 2 unless it is shown that no match was left out
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
        Options options = Options.parse(args, VALUED, FLAGS);
        if (options.operands().size() != 1) {
            throw new UsageException(
                    options.operands().isEmpty() ? "verify what? Give an export" : "one export at a time");
        }
        Inputs inputs = Inputs.of(options, surroundings);
        Verdict verdict = verdict(inputs, options.has("--require-complete"));
        out.print(options.has("--json") ? JsonText.of(verdict, inputs) : HumanText.of(verdict, inputs));
        return switch (verdict) {
            case Verdict.Verified verified -> VERIFIED;
            case Verdict.Tampered tampered -> TAMPERED;
            case Verdict.Undecided undecided -> UNDECIDED;
        };
    }

    private static Verdict verdict(Inputs inputs, boolean isCompleteRequired) {
        ExportVerifier plain = ExportVerifier.trusting(inputs.trusted());
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
