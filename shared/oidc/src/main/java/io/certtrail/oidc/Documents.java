package io.certtrail.oidc;

import java.io.IOException;
import java.net.URI;

/** Gets what a provider publishes. Safe for use by many threads. */
@FunctionalInterface
interface Documents {
    /**
     * The document at this place.
     *
     * @throws IOException if it can't be had, in time and within bounds; the message says why
     */
    byte[] get(URI place) throws IOException;
}
