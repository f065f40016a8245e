package io.certtrail.bench.report;

import java.util.List;
import java.util.Map;

/**
 * All that a run found.
 *
 * @param facts about machine and run, by name
 * @param notRun what could not be run, and why
 */
public record Report(
        Map<String, String> facts,
        boolean quick,
        List<Reach> reaches,
        List<Row> rows,
        List<Figure> figures,
        List<String> notRun) {}
