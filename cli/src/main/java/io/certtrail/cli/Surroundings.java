package io.certtrail.cli;

import java.io.Console;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the program was started.
 *
 * @param directory the working directory, absolute
 * @param project the project's root, when the launcher told it
 * @param terminal whether a person is looking: progress is shown only then
 */
public record Surroundings(Path directory, Optional<Path> project, boolean terminal) {

    @SuppressWarnings("SystemConsoleNull") // Null where another console provider is chosen by jdk.console.
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** What the process itself says. */
    static Surroundings ofProcess() {
        String root = System.getProperty("certtrail.root");
        return new Surroundings(
                Path.of("").toAbsolutePath(),
                root == null ? Optional.empty() : Optional.of(Path.of(root)),
                isTerminal());
    }
}
