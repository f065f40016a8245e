package io.certtrail.domain.access;

import io.certtrail.ledger.entry.Actor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is kept: never its text, which is shown once.
 *
 * @param name what its maker calls it
 * @param hash {@link TokenText#hash} of its text
 * @param expires from when on it opens nothing, or null for never
 */
public record AccessToken(
        UUID id,
        String tenant,
        String name,
        Role role,
        String hash,
        Instant created,
        @Nullable Instant expires) {

    public boolean expired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    /** Who acts when this token is shown. */
    public Principal principal() {
        Actor.Type type = role == Role.AGENT ? Actor.Type.AGENT : Actor.Type.USER;
        return new Principal(
                tenant,
                new Actor(type, id.toString(), name),
                role,
                new CredentialId(Credential.Kind.API_TOKEN, id.toString(), false));
    }
}
