package io.certtrail.evidence.seal;

import java.io.IOException;
import org.bouncycastle.tsp.TimeStampResponse;

/** A time-stamping authority (RFC 3161). Thread-safe. */
@FunctionalInterface
public interface TimeStamps {
    /**
     * Has a digest stamped.
     *
     * @param sha256 32 bytes
     * @return the answer, which has a token for this digest
     * @throws IOException if the authority does not answer, or not to this question
     */
    TimeStampResponse stamp(byte[] sha256) throws IOException;
}
