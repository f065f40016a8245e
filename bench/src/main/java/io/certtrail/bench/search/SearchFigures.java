package io.certtrail.bench.search;

import io.certtrail.bench.report.Figure;
import io.certtrail.domain.audit.Allowance;
import io.certtrail.domain.audit.AuditQuery;
import io.certtrail.domain.audit.Facet;
import io.certtrail.domain.audit.SealedLog;
import io.certtrail.domain.audit.Tally;
import io.certtrail.domain.audit.TimeBuckets;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.testkit.segments.FolderArchive;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Asks every kind of question many times, of us and of PostgreSQL, and holds the answers against each other. Not thread-safe. */
final class SearchFigures {
    private static final int PAGE = 50;
    private static final double MILLIS = 1e6;

    private final Sealed sealed;
    private final @Nullable PostgresRows postgres;
    private final List<LoggedEntry> samples;
    private final long entries;
    private final int rounds;
    private final String subject;
    private final List<Figure> figures = new ArrayList<>();
    private double worst;

    /** @param samples entries that are asked about, drawn from all */
    SearchFigures(Sealed sealed, @Nullable PostgresRows postgres, List<LoggedEntry> samples, long entries, int rounds) {
        this.sealed = sealed;
        this.postgres = postgres;
        this.samples = List.copyOf(samples);
        this.entries = entries;
        this.rounds = rounds;
        subject = String.format(Locale.ROOT, "Searching %,d entries", entries);
    }

    /**
     * What was found.
     *
     * @param worst the largest p95 of a kind of question, warm, in milliseconds
     */
    record Found(List<Figure> figures, double worst) {}

    /** One way to ask, whose answer is a number that all must agree on. */
    @FunctionalInterface
    private interface Asking {
        long ask(AuditQuery query) throws SQLException;
    }

    Found run(Path files) throws SQLException {
        first(files);
        SealedLog log = sealed.process(files);
        for (Question question : Question.values()) {
            measure(question.text(), question, query -> page(log, query, entries - 1), this::pageOfPostgres);
        }
        measure(
                "a page deep in an actor's entries",
                Question.ACTOR,
                query -> page(log, query, entries / 2),
                query -> sum(rows().page(query, PAGE, entries / 2 + 1)));
        for (Question question : List.of(Question.SEVERITY, Question.ACTOR, Question.COMBINED)) {
            measure(
                    "facets of " + question.text(),
                    question,
                    query -> facets(log, query),
                    query -> rows().facets(query));
            measure(
                    "histogram of " + question.text(),
                    question,
                    query -> histogram(log, query),
                    query -> rows().histogram(query));
        }
        measure("facets of everything", null, query -> facets(log, query), query -> rows().facets(query));
        measure("histogram of everything", null, query -> histogram(log, query), query -> rows().histogram(query));
        return new Found(figures, worst);
    }

    /** The first question that a new process is asked: the indexes that it needs are read. */
    private void first(Path files) throws SQLException {
        for (Question question : List.of(Question.WORD, Question.NOTHING)) {
            SealedLog fresh = sealed.process(files.resolve("first-" + question));
            AuditQuery query = question.about(samples.getFirst(), new Random(1));
            FolderArchive.Use before = sealed.archive.use();
            long start = System.nanoTime();
            long _ = page(fresh, query, entries - 1);
            double millis = (System.nanoTime() - start) / MILLIS;
            FolderArchive.Use use = sealed.archive.use().since(before);
            figures.add(new Figure(
                    subject,
                    "first question of a process: " + question.text(),
                    millis,
                    "ms",
                    "%,d requests, %,d KB".formatted(use.gets() + use.lists(), use.bytes() >> 10)));
        }
    }

    private void measure(String name, @Nullable Question question, Asking ours, Asking theirs) throws SQLException {
        Random random = new Random(name.hashCode());
        double[] our = new double[rounds];
        double[] their = new double[rounds];
        FolderArchive.Use before = sealed.archive.use();
        for (int i = -2; i < rounds; i++) {
            LoggedEntry about = samples.get(random.nextInt(samples.size()));
            AuditQuery query = question == null ? AuditQuery.builder().build() : question.about(about, random);
            if (i == 0) {
                before = sealed.archive.use();
            }
            long start = System.nanoTime();
            long answer = ours.ask(query);
            long asked = System.nanoTime();
            if (postgres != null) {
                long other = theirs.ask(query);
                if (question != Question.PREFIX && question != Question.NOTHING && other != answer) {
                    throw new IllegalStateException("%s: expected the answer of PostgreSQL, %d, found %d for %s"
                            .formatted(name, other, answer, query));
                }
            }
            if (i >= 0) {
                our[i] = (asked - start) / MILLIS;
                their[i] = (System.nanoTime() - asked) / MILLIS;
            }
        }
        FolderArchive.Use use = sealed.archive.use().since(before);
        worst = Math.max(worst, at(our, 0.95));
        figures.add(new Figure(subject, name + ", p50", at(our, 0.5), "ms", ""));
        figures.add(new Figure(
                subject,
                name + ", p95",
                at(our, 0.95),
                "ms",
                String.format(
                        Locale.ROOT,
                        "%.1f requests, %.0f KB each%s",
                        (double) (use.gets() + use.lists()) / rounds,
                        use.bytes() / 1024.0 / rounds,
                        postgres == null
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        "; PostgreSQL p50 %.1f, p95 %.1f",
                                        at(their, 0.5),
                                        at(their, 0.95)))));
    }

    private static double at(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
    }

    private PostgresRows rows() {
        if (postgres == null) {
            throw new IllegalStateException("PostgreSQL is asked where it runs");
        }
        return postgres;
    }

    private long pageOfPostgres(AuditQuery query) throws SQLException {
        return sum(rows().page(query, PAGE, Long.MAX_VALUE));
    }

    private static long page(SealedLog log, AuditQuery query, long at) {
        return sum(log.look(Sealed.ORIGIN).find(query, at, PAGE, Allowance.ample()).entries().stream()
                .map(LoggedEntry::seq)
                .toList());
    }

    private static long sum(List<Long> seqs) {
        return seqs.stream().mapToLong(seq -> seq + 1).sum();
    }

    private long facets(SealedLog log, AuditQuery query) {
        Tally tally = Tally.of(EnumSet.allOf(Facet.class));
        SealedLog.Stretch _ = log.look(Sealed.ORIGIN).count(query, entries - 1, tally, Allowance.ample());
        return tally.counts(Facet.SEVERITY).values().stream()
                .mapToLong(count -> count)
                .sum();
    }

    private long histogram(SealedLog log, AuditQuery query) {
        List<Instant> days = new ArrayList<>();
        Instant end = log.look(Sealed.ORIGIN).times().orElseThrow().last().plus(Duration.ofDays(2));
        for (Instant day = AuditRows.START; day.isBefore(end); day = day.plus(Duration.ofDays(1))) {
            days.add(day);
        }
        Tally tally = Tally.of(new TimeBuckets(days));
        SealedLog.Stretch _ = log.look(Sealed.ORIGIN).count(query, entries - 1, tally, Allowance.ample());
        return java.util.stream.IntStream.range(0, days.size() - 1)
                .mapToLong(tally::inBucket)
                .sum();
    }
}
