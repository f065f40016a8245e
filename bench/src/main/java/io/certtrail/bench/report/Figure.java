package io.certtrail.bench.report;

/**
 * One figure of any kind.
 *
 * @param subject what belongs together in the report
 * @param name what was measured
 * @param unit of the value
 * @param note how; may be empty
 */
public record Figure(String subject, String name, double value, String unit, String note) {}
