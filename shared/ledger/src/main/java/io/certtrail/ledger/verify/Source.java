package io.certtrail.ledger.verify;

import java.io.IOException;
import java.io.InputStream;

/** A file that can be read from its beginning more than once. */
@FunctionalInterface
public interface Source {
    /** A new stream from the first byte; the one who asks closes it. */
    InputStream open() throws IOException;
}
