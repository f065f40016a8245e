package io.certtrail.bench;

import io.certtrail.bench.BenchOptions.Part;
import io.certtrail.bench.BenchOptions.Subject;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The command line: {@code ledger [--json FILE] [--markdown FILE] [--quick] [--large] [--only PART,...]}, or {@code search}
 * or {@code exports} with the first three, or {@code login} with these, {@code --each N} and {@code --seed N}.
 */
final class Arguments {
    static final String USAGE = """
            usage: certtrail bench ledger [--quick] [--json FILE] [--markdown FILE] [--large] [--only PART,...]
                   certtrail bench search [--quick] [--json FILE] [--markdown FILE]
                   certtrail bench exports [--quick] [--json FILE] [--markdown FILE]
                   certtrail bench login [--quick] [--json FILE] [--markdown FILE] [--each N] [--seed N]

              --quick          small numbers, under a minute: shows that everything runs, not how fast
              --json FILE      all figures, as they were measured
              --markdown FILE  the tables; in a page that has the two lines
                               <!-- figures --> and <!-- end of figures -->, what is between them
                               (of the others: search, logins and exports instead of figures)
              --large          measures memory at 10 million rows too, which takes some minutes more
              --only PART,...  some of: append, latency, verify, tree, memory
              --each N         so many logins of each kind instead of 2000
              --seed N         the order of logins of an earlier run, which has printed it
            """;

    /** Each comes from an address of its own, of 24 bits. */
    private static final int MOST_LOGINS = 1_000_000;

    private Arguments() {}

    /** @throws IllegalArgumentException if something in it can't be understood; the message says what */
    static BenchOptions parse(List<String> arguments) {
        Iterator<String> left = arguments.iterator();
        Subject subject = subject(left.hasNext() ? left.next() : "");
        Optional<Path> json = Optional.empty();
        Optional<Path> markdown = Optional.empty();
        boolean quick = false;
        boolean large = false;
        Set<Part> only = EnumSet.noneOf(Part.class);
        OptionalInt each = OptionalInt.empty();
        OptionalLong seed = OptionalLong.empty();
        while (left.hasNext()) {
            String name = left.next();
            switch (name) {
                case "--quick" -> quick = true;
                case "--large" -> large = true;
                case "--each" -> each = OptionalInt.of(Integer.parseInt(value(name, left)));
                case "--seed" -> seed = OptionalLong.of(Long.parseLong(value(name, left)));
                case "--json" -> json = Optional.of(Path.of(value(name, left)));
                case "--markdown" -> markdown = Optional.of(Path.of(value(name, left)));
                case "--only" -> {
                    for (String part : value(name, left).split(",", -1)) {
                        only.add(part(part));
                    }
                }
                default -> throw new IllegalArgumentException(name + " is not known");
            }
        }
        if (subject != Subject.LEDGER && (large || !only.isEmpty())) {
            throw new IllegalArgumentException("only the benchmark of the ledger has parts and another size");
        }
        if (subject != Subject.LOGIN && (each.isPresent() || seed.isPresent())) {
            throw new IllegalArgumentException("only the benchmark of logins has a number of each kind and a seed");
        }
        if (each.isPresent() && (each.getAsInt() < 2 || each.getAsInt() > MOST_LOGINS)) {
            throw new IllegalArgumentException("--each: expected 2 to " + MOST_LOGINS);
        }
        return new BenchOptions(subject, json, markdown, quick, large, only, each, seed);
    }

    private static Subject subject(String name) {
        return switch (name) {
            case "ledger" -> Subject.LEDGER;
            case "search" -> Subject.SEARCH;
            case "login" -> Subject.LOGIN;
            case "exports" -> Subject.EXPORTS;
            default ->
                throw new IllegalArgumentException("there are four benchmarks: ledger, search, login and exports");
        };
    }

    private static Part part(String name) {
        try {
            return Part.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("there is no part " + name, e);
        }
    }

    private static String value(String name, Iterator<String> left) {
        if (!left.hasNext()) {
            throw new IllegalArgumentException(name + " has no value");
        }
        return left.next();
    }
}
