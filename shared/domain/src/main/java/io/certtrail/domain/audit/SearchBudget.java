package io.certtrail.domain.audit;

import java.time.Duration;

/**
 * How much one page of a search may cost.
 *
 * @param blocks most blocks it reads, 1 or more
 * @param time after which it begins to read no more
 * @param bytes most bytes of its entries, as the API writes them; one entry always fits
 */
public record SearchBudget(int blocks, Duration time, int bytes) {
    /** Answers well within the 30 s of an HTTP API, with room for the envelope below 4 MB. */
    public static final SearchBudget DEFAULT = new SearchBudget(400, Duration.ofSeconds(5), 3_900_000);
}
