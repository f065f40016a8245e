package io.certtrail.evidence.pdf;

/**
 * A bar of a chart.
 *
 * @param label what it stands for
 * @param value not negative
 */
public record Bar(String label, long value) {}
