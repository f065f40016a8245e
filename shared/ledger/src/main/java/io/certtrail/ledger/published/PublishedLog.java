package io.certtrail.ledger.published;

import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the log of one origin is read from: objects under the paths of {@link io.certtrail.ledger.merkle.Tiles}. Nothing of
 * what it gives is trusted. Safe for use by many threads.
 */
public interface PublishedLog {
    /**
     * The object at a path, or null if it is certain that there is none.
     *
     * @param most of a longer object {@code most + 1} bytes are given, so that it is seen to be too long; never more are
     *     held
     * @throws IOException if it can't be told whether there is one, or what it holds; within bounded time
     */
    byte @Nullable [] read(String path, int most) throws IOException;

    /**
     * Gives the names in a folder, in any order; none if there is no such folder.
     *
     * @param folder a path without a slash at its end
     * @return whether this log can be listed at all; if not, no name was given
     * @throws IOException if it could be listed, but not now
     */
    boolean list(String folder, Consumer<String> names) throws IOException;
}
