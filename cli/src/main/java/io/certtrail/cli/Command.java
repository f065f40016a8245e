package io.certtrail.cli;

import java.io.PrintStream;
import java.util.List;

/**
 * One word of the command line.
 *
 * @param name the word
 * @param usage what {@code certtrail help NAME} prints, ending with a line feed
 * @param action what it does
 */
public record Command(String name, String usage, Action action) {

    /** Runs the command and gives its exit code. */
    @FunctionalInterface
    public interface Action {
        /**
         * Does it.
         *
         * @throws UsageException when the arguments are wrong
         * @throws CommandFailure when it can't go on
         */
        int run(List<String> args, PrintStream out, PrintStream err);
    }
}
