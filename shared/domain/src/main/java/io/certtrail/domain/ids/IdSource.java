package io.certtrail.domain.ids;

import java.util.UUID;

/** Makes identifiers. An implementation is safe for use by several threads. */
public interface IdSource {
    /** A new identifier, different from every other one made anywhere. */
    UUID next();
}
