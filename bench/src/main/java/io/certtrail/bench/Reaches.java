package io.certtrail.bench;

import io.certtrail.bench.contenders.Storage;
import io.certtrail.bench.report.Reach;
import io.certtrail.bench.report.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What was to be reached in appending, held against what was found. */
final class Reaches {
    private static final String BLOCK_WRITER = "block writer alone";
    private static final String NAIVE = "naive chain";
    private static final String UNCHAINED = "PutItem without a chain";
    private static final String POSTGRES = "PostgreSQL chain";
    private static final String WHOLE_WAY = "whole way";
    private static final int HUNDRED = 100;

    private static final double TIMES_NAIVE = 30;
    private static final double PART_OF_UNCHAINED = 0.2;
    private static final double EVENTS_IN_HUNDREDS = 10_000;
    private static final double UNITS_SINGLE = 3.5;
    private static final double UNITS_HUNDRED = 1.7;

    private final List<Row> rows;

    Reaches(List<Row> rows) {
        this.rows = rows;
    }

    List<Reach> all() {
        List<Reach> reaches = new ArrayList<>();
        reaches.add(timesNaive("HTTP", Storage.MEMORY));
        reaches.add(timesNaive("HTTP", Storage.FILE));
        reaches.add(timesNaive("modelled", Storage.MODEL));
        reaches.add(timesPostgres(Storage.FILE, Storage.FILE));
        reaches.add(timesPostgres(Storage.MEMORY, Storage.UNSYNCED));
        reaches.add(timesPostgres(Storage.MEMORY, Storage.FILE));
        for (Storage storage : List.of(Storage.MEMORY, Storage.FILE)) {
            double unchained = best(UNCHAINED, "in process", storage, 1);
            reaches.add(Reach.atLeast(
                    "the whole way for single events, of PutItem without a chain",
                    PART_OF_UNCHAINED,
                    best(WHOLE_WAY, "local cloud", storage, 1) / unchained,
                    "both in process, both on: " + storage.words()));
        }
        for (Storage storage : List.of(Storage.MEMORY, Storage.FILE)) {
            reaches.add(Reach.atLeast(
                    "the whole way in requests of 100, events/s",
                    EVENTS_IN_HUNDREDS,
                    best(WHOLE_WAY, "local cloud", storage, HUNDRED),
                    storage.words()));
        }
        reaches.add(units("write units an event, whole way, single events", UNITS_SINGLE, 1));
        reaches.add(units("write units an event, whole way, requests of 100", UNITS_HUNDRED, HUNDRED));
        return reaches;
    }

    private Reach timesNaive(String place, Storage storage) {
        Best ours = bestOfBatches(place, storage);
        double naive = best(NAIVE, place, storage, 1);
        return Reach.atLeast(
                "the block writer alone, times the naive chain's best",
                TIMES_NAIVE,
                ours.rate() / naive,
                "%s, both on: %s; %,.0f events/s in requests of %d beside %,.0f"
                        .formatted(place, storage.words(), ours.rate(), ours.batch(), naive));
    }

    private Reach timesPostgres(Storage storage, Storage theirs) {
        double postgres = best(POSTGRES, "PostgreSQL", theirs, HUNDRED);
        double ours = best(BLOCK_WRITER, "HTTP", storage, HUNDRED);
        return Reach.atLeast(
                "the block writer alone, times the PostgreSQL chain, both 100 at a time",
                1,
                ours / postgres,
                "ours over HTTP on: %s; PostgreSQL on: %s; %,.0f events/s beside %,.0f"
                        .formatted(storage.words(), theirs.words(), ours, postgres));
    }

    private record Best(int batch, double rate) {}

    private Best bestOfBatches(String place, Storage storage) {
        double single = best(BLOCK_WRITER, place, storage, 1);
        double hundred = best(BLOCK_WRITER, place, storage, HUNDRED);
        return single > hundred ? new Best(1, single) : new Best(HUNDRED, hundred);
    }

    /** The median rate with as many writers as suit it best; not a number if there is none. */
    private double best(String name, String place, Storage storage, int batch) {
        return of(name, place, storage, batch, row -> row.eventsASecond().median());
    }

    private double of(String name, String place, Storage storage, int batch, ToDoubleFunction<Row> value) {
        return rows.stream()
                .filter(row -> row.is(name, place, storage, batch))
                .mapToDouble(value)
                .max()
                .orElse(Double.NaN);
    }

    /** The most that any number of writers in any storage needs. */
    private Reach units(String wanted, double limit, int batch) {
        double most = rows.stream()
                .filter(row -> row.contender().equals(WHOLE_WAY) && row.batch() == batch)
                .mapToDouble(Row::writeUnits)
                .max()
                .orElse(Double.NaN);
        return Reach.atMost(wanted, limit, most, "all tables, the most of any row");
    }
}
