package io.certtrail.domain.exports;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;

/**
 * Where the files of exports are kept. Duties of every implementation:
 *
 * <ul>
 *   <li>Durability and atomicity: a file is there, whole and durable, when {@link Upload#complete} has returned; before
 *       that nobody sees any of it.
 *   <li>Memory: an upload takes a bounded amount, whatever its size.
 *   <li>Retry: an upload that threw is begun again, under another key.
 *   <li>A store is safe for use by many threads, an upload for use by one.
 * </ul>
 */
public interface EvidenceStore {
    /**
     * Begins to write a file.
     *
     * @throws IOException if the store does not take it
     */
    Upload begin(String key, String contentType) throws IOException;

    /**
     * A link that hands the file out to whoever has it, until it expires.
     *
     * @param fileName what a browser or {@code curl -OJ} saves it as: letters, digits, {@code .}, {@code _} and
     *     {@code -}
     */
    URI link(String key, String fileName, String contentType, Duration validity);

    /** A file being written. Closed without {@link #complete}, it is given up and leaves nothing. */
    abstract class Upload extends OutputStream {
        /**
         * Makes the file from {@code head} and, after it, everything that was written.
         *
         * @param head what stands first but is known last; may be empty; at most 1 MiB
         * @return the file's size in bytes
         * @throws IOException if the store did not say that it has it all
         */
        public abstract long complete(byte[] head) throws IOException;

        /** Makes the file from what was written; as {@link #complete(byte[])}. */
        public final long complete() throws IOException {
            return complete(new byte[0]);
        }
    }
}
