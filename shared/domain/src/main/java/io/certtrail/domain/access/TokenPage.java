package io.certtrail.domain.access;

import java.util.List;

/**
 * Some tokens, newest first.
 *
 * @param hasMore whether there are older ones
 */
public record TokenPage(List<AccessToken> tokens, boolean hasMore) {
    public TokenPage {
        tokens = List.copyOf(tokens);
    }
}
