package io.certtrail.ledger.published;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** Room beside memory for what is needed of every entry at once: 24 bytes each. */
@FunctionalInterface
public interface Scratch {
    /** A new empty place to write to and to read back from, gone when it is closed. Asked for once at most. */
    SeekableByteChannel open() throws IOException;
}
