package io.certtrail.domain.access;

import io.certtrail.ledger.entry.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is kept: never its text, which is shown once.
 *
 * @param name what its maker calls it
 * @param hash {@link TokenText#hash} of its text
 * @param actionPrefixes what the actions of the events that it records must begin with; empty for any
 * @param expires from when on it opens nothing, or null for never
 * @param revoked since when it opens nothing, or null if it was not revoked
 * @param lastUsed to the hour, or null if it was not used or nobody asked for it
 */
public record AccessToken(
        UUID id,
        String tenant,
        String name,
        Role role,
        String hash,
        List<String> actionPrefixes,
        Instant created,
        @Nullable Instant expires,
        @Nullable Instant revoked,
        @Nullable Instant lastUsed) {
    public AccessToken {
        actionPrefixes = List.copyOf(actionPrefixes);
    }

    /** A new one, for any action. */
    public AccessToken(
            UUID id, String tenant, String name, Role role, String hash, Instant created, @Nullable Instant expires) {
        this(id, tenant, name, role, hash, List.of(), created, expires, null, null);
    }

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
                new CredentialId(Credential.Kind.API_TOKEN, id.toString(), false),
                actionPrefixes);
    }

    /** The same one, revoked then. */
    public AccessToken revoked(Instant at) {
        return new AccessToken(id, tenant, name, role, hash, actionPrefixes, created, expires, at, lastUsed);
    }

    /** The same one, last used then. */
    public AccessToken used(@Nullable Instant at) {
        return new AccessToken(id, tenant, name, role, hash, actionPrefixes, created, expires, revoked, at);
    }
}
