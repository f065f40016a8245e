package io.certtrail.cli;

import io.certtrail.cli.cloudtrail.ImportCommand;
import io.certtrail.cli.token.TokenCommand;
import io.certtrail.cli.verify.VerifyCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The command line: picks the command, and turns what goes wrong into one line and an exit code. */
public final class Main {

    private final List<Command> commands;

    private Main(List<Command> commands) {
        this.commands = commands;
    }

    /** The program as it stands at this place. */
    public static Main in(Surroundings surroundings) {
        return new Main(List.of(
                ImportCommand.in(surroundings, Clock.systemUTC()),
                VerifyCommand.in(surroundings),
                TokenCommand.in(surroundings)));
    }

    /** Starts the program. */
    public static void main(String[] args) {
        int code;
        try (PrintStream out = utf8(FileDescriptor.out);
                PrintStream err = utf8(FileDescriptor.err)) {
            code = in(Surroundings.ofProcess()).run(List.of(args), out, err);
        }
        System.exit(code);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Runs one command line and gives its exit code. */
    public int run(List<String> args, PrintStream out, PrintStream err) {
        if (args.isEmpty() || isHelp(args.getFirst())) {
            return help(args.size() < 2 ? List.of() : args.subList(1, args.size()), out, err);
        }
        Optional<Command> command = command(args.getFirst());
        if (command.isEmpty()) {
            return unknown(args.getFirst(), err);
        }
        List<String> rest = args.subList(1, args.size());
        if (rest.stream()
                .takeWhile(arg -> !arg.equals("--"))
                .anyMatch(arg -> arg.equals("--help") || arg.equals("-h"))) {
            out.print(command.get().usage());
            return ExitCode.OK;
        }
        return run(command.get(), rest, out, err);
    }

    private static int run(Command command, List<String> args, PrintStream out, PrintStream err) {
        try {
            return command.action().run(args, out, err);
        } catch (UsageException e) {
            err.println("certtrail " + command.name() + ": " + e.getMessage());
            err.println("See: certtrail help " + command.name());
            return ExitCode.USAGE;
        } catch (CommandFailure e) {
            err.println("certtrail " + command.name() + ": " + e.getMessage());
            return e.exitCode();
        } catch (RuntimeException e) {
            err.println("certtrail " + command.name() + ": a fault in this program, please report it:");
            e.printStackTrace(err);
            return ExitCode.SOFTWARE;
        }
    }

    private int help(List<String> about, PrintStream out, PrintStream err) {
        if (about.isEmpty()) {
            out.println("usage: certtrail " + names() + " [OPTION...]");
            return ExitCode.OK;
        }
        Optional<Command> command = command(about.getFirst());
        if (command.isEmpty()) {
            return unknown(about.getFirst(), err);
        }
        out.print(command.get().usage());
        return ExitCode.OK;
    }

    private int unknown(String name, PrintStream err) {
        err.println("certtrail: there is no command '" + name + "'; " + names());
        return ExitCode.USAGE;
    }

    private static boolean isHelp(String word) {
        return word.equals("help") || word.equals("--help") || word.equals("-h");
    }

    private String names() {
        return commands.stream().map(Command::name).collect(Collectors.joining("|"));
    }

    private Optional<Command> command(String name) {
        return commands.stream().filter(command -> command.name().equals(name)).findFirst();
    }
}
