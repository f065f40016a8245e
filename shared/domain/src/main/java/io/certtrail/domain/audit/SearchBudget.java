package io.certtrail.domain.audit;

import java.time.Duration;

/**
 * How much one page of a search may cost.
 *
 * @param blocks most blocks it reads, 1 or more
 * @param time after which it begins to read no more
 * @param bytes most bytes of its entries, as the API writes them; one entry always fits
 * @param sealedBytes most bytes that it reads of the object store, manifests and lists beside ({@link Allowance})
 */
public record SearchBudget(int blocks, Duration time, int bytes, long sealedBytes) {
    /** Answers well within the 30 s of an HTTP API, with room for the envelope below 4 MB. */
    public static final SearchBudget DEFAULT = new SearchBudget(400, Duration.ofSeconds(5), 3_900_000);

    /**
     * 64 MiB: some thousand chunks, or the indexes of a million entries; a function of 1 GB fetches as much well within the
     * time above, and holds it.
     */
    private static final long USUAL_SEALED_BYTES = 64L << 20;

    /** With the usual number of bytes of the object store. */
    public SearchBudget(int blocks, Duration time, int bytes) {
        this(blocks, time, bytes, USUAL_SEALED_BYTES);
    }
}
