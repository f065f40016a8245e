package io.certtrail.bench;

import io.certtrail.bench.report.JsonFile;
import io.certtrail.bench.report.MarkdownPage;
import io.certtrail.bench.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code certtrail bench}: measures, and writes down what it found. */
public final class Main {
    private static final int USAGE = 64;
    private static final int FAILED = 1;

    private Main() {}

    /** Exits 0 when everything ran and verified, 1 when something did not, 64 when it was called wrongly. */
    public static void main(String[] arguments) {
        BenchOptions options;
        try {
            options = Arguments.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println("certtrail: " + e.getMessage());
            System.err.print(Arguments.USAGE);
            System.exit(USAGE);
            return;
        }
        try {
            run(options);
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(FAILED);
        }
        System.exit(0);
    }

    private static void run(BenchOptions options) throws Exception {
        switch (options.subject()) {
            case LEDGER -> show(new LedgerBench(options, System.err).run(), options, "figures");
            case SEARCH -> show(new SearchBench(options, System.err).run(), options, "search");
            case LOGIN -> show(new LoginBench(options, System.err).run(), options, "logins");
            case EXPORTS -> show(new ExportsBench(options, System.err).run(), options, "exports");
        }
    }

    private static void show(Report report, BenchOptions options, String mark) throws IOException {
        String page = MarkdownPage.of(report);
        System.out.print(page);
        System.out.flush();
        if (options.json().isPresent()) {
            Files.writeString(options.json().get(), JsonFile.of(report));
        }
        if (options.markdown().isPresent()) {
            write(options.markdown().get(), page, mark);
        }
    }

    private static void write(Path file, String page, String mark) throws IOException {
        String old = Files.exists(file) ? Files.readString(file) : "";
        String first = "<!-- " + mark + " -->\n";
        int begin = old.indexOf(first);
        int end = old.indexOf("<!-- end of " + mark + " -->\n");
        if (begin < 0 || end < begin) {
            Files.writeString(file, page);
            return;
        }
        Files.writeString(file, old.substring(0, begin + first.length()) + "\n" + page + "\n" + old.substring(end));
    }
}
