package io.certtrail.domain.exports;

import java.io.IOException;
import java.io.InputStream;
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
 *   <li>Retry: an upload that threw is begun again, under another key, or resumed again.
 *   <li>Pauses: what was paused can be resumed in another process, as often as it is not completed; for a day at
 *       least.
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

    /**
     * Goes on with an upload that was paused.
     *
     * @throws IOException if the store does not have it any more
     */
    Upload resume(Paused paused) throws IOException;

    /**
     * Reads a file that is complete.
     *
     * @throws IOException if there is none of that key, or the store does not give it
     */
    InputStream open(String key) throws IOException;

    /**
     * An upload that is left for a while.
     *
     * @param handle the store's own, as text
     * @param bytes how many were written before the tail
     * @param tail what was written last, and is not with the store yet: a few MiB
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Paused(String key, String contentType, String handle, long bytes, byte[] tail) {}

    /** How long a file is there, counted from when it was complete; a link to it after that leads nowhere. */
    Duration kept();

    /**
     * A file being written. Closed without {@link #complete}, it is given up and leaves nothing;
     * but one that was resumed is left as it was when it was paused.
     */
    abstract class Upload extends OutputStream {
        /**
         * Makes the file from {@code head} and, after it, everything that was written.
         *
         * @param head what stands first but is known last; may be empty; at most 1 MiB
         * @return the file's size in bytes
         * @throws IOException if the store did not say that it has it all
         */
        public abstract long complete(byte[] head) throws IOException;

        /**
         * Leaves the upload for a while. This object takes no more.
         *
         * @throws IOException if the store did not take what was written so far
         */
        public abstract Paused pause() throws IOException;

        /** Makes the file from what was written; as {@link #complete(byte[])}. */
        public final long complete() throws IOException {
            return complete(new byte[0]);
        }
    }
}
