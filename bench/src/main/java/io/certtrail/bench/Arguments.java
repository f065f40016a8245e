package io.certtrail.bench;

import io.certtrail.bench.BenchOptions.Part;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The command line: {@code ledger [--json FILE] [--markdown FILE] [--quick] [--large] [--only PART,...]}, or {@code search}
 * with the first three.
 */
final class Arguments {
    static final String USAGE = """
            usage: certtrail bench ledger [--quick] [--json FILE] [--markdown FILE] [--large] [--only PART,...]
                   certtrail bench search [--quick] [--json FILE] [--markdown FILE]

              --quick          small numbers, under a minute: shows that everything runs, not how fast
              --json FILE      all figures, as they were measured
              --markdown FILE  the tables; in a page that has the two lines
                               <!-- figures --> and <!-- end of figures -->, what is between them
                               (of the search: <!-- search --> and <!-- end of search -->)
              --large          measures memory at 10 million rows too, which takes some minutes more
              --only PART,...  some of: append, latency, verify, tree, memory
            """;

    private Arguments() {}

    /** @throws IllegalArgumentException if something in it can't be understood; the message says what */
    static BenchOptions parse(List<String> arguments) {
        Iterator<String> left = arguments.iterator();
        String subject = left.hasNext() ? left.next() : "";
        if (!subject.equals("ledger") && !subject.equals("search")) {
            throw new IllegalArgumentException("there are two benchmarks: ledger and search");
        }
        Optional<Path> json = Optional.empty();
        Optional<Path> markdown = Optional.empty();
        boolean quick = false;
        boolean large = false;
        Set<Part> only = EnumSet.noneOf(Part.class);
        while (left.hasNext()) {
            String name = left.next();
            switch (name) {
                case "--quick" -> quick = true;
                case "--large" -> large = true;
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
        boolean ofSearch = subject.equals("search");
        if (ofSearch && (large || !only.isEmpty())) {
            throw new IllegalArgumentException("the benchmark of the search has no parts and one size");
        }
        return new BenchOptions(ofSearch, json, markdown, quick, large, only);
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
