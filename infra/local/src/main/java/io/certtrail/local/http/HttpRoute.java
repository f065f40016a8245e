package io.certtrail.local.http;

import io.certtrail.local.function.LocalFunction;
import io.certtrail.local.function.Trigger;
import java.util.Optional;

/**
 * Which function answers a path.
 *
 * @param path exactly, or {@link Trigger.Http#DEFAULT}
 * @param authorizer the function that is asked first, if one is
 */
public record HttpRoute(String path, LocalFunction function, Optional<LocalFunction> authorizer) {
    boolean isDefault() {
        return path.equals(Trigger.Http.DEFAULT);
    }

    /** Its name, as an event has it. */
    String key() {
        return isDefault() ? path : "ANY " + path;
    }
}
