package io.certtrail.domain.canary;

import io.certtrail.ledger.checkpoint.Origin;

/**
 * What the canary remembers of a log.
 *
 * @param note the newest checkpoint of the last run that found nothing wrong, as a signed note
 * @param nextSeq the entry where the next run goes on reading
 */
public record CanaryState(Origin origin, String note, long nextSeq) {}
