package io.certtrail.domain.users;

import io.certtrail.domain.access.Role;
import io.certtrail.ledger.entry.Actor;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * Somebody who may sign in. Immutable.
 *
 * @param displayName what people call them; may be empty
 * @param passwordHash as {@link PasswordHashes} writes it
 * @param mustChangePassword whether they may do nothing else before
 * @param epoch what a session must have been opened in: it grows when sessions are to end, all at once
 * @param revision grows with each change, from 1
 */
public record User(
        UUID id,
        String tenant,
        Username username,
        String displayName,
        Role role,
        State state,
        String passwordHash,
        boolean mustChangePassword,
        Instant created,
        Instant passwordChanged,
        long epoch,
        long revision) {

    /** Whether somebody may sign in at all. */
    public enum State {
        ACTIVE,
        DISABLED;

        /** The name that callers see: lower case. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Reads {@link #text}.
         *
         * @throws IllegalArgumentException if it is neither
         */
        public static State parse(String text) {
            for (State state : values()) {
                if (state.text().equals(text)) {
                    return state;
                }
            }
            throw new IllegalArgumentException("expected active or disabled, found " + text);
        }
    }

    public boolean active() {
        return state == State.ACTIVE;
    }

    /** Whether this is one of those without whom a tenant has no administrator. */
    public boolean administers() {
        return active() && role == Role.ADMIN;
    }

    /** Who acts when they do. */
    public Actor actor() {
        return new Actor(Actor.Type.USER, id.toString(), username.text());
    }

    /** The same person by another name, in another role or state; sessions end with their being active. */
    public User with(String newDisplayName, Role newRole, State newState) {
        boolean ends = newState == State.DISABLED && active();
        return new User(
                id,
                tenant,
                username,
                newDisplayName,
                newRole,
                newState,
                passwordHash,
                mustChangePassword,
                created,
                passwordChanged,
                ends ? epoch + 1 : epoch,
                revision + 1);
    }

    /** With another password: all sessions end. */
    public User withPassword(String hash, boolean mustChange, Instant now) {
        return new User(
                id,
                tenant,
                username,
                displayName,
                role,
                state,
                hash,
                mustChange,
                created,
                now,
                epoch + 1,
                revision + 1);
    }

    /** With the same password hashed at another cost. */
    public User rehashed(String hash) {
        return new User(
                id,
                tenant,
                username,
                displayName,
                role,
                state,
                hash,
                mustChangePassword,
                created,
                passwordChanged,
                epoch,
                revision + 1);
    }

    /** Never the hash: a log line must not help anybody guess. */
    @Override
    public String toString() {
        return "User[%s %s of %s, %s, %s, revision %d]"
                .formatted(id, username.text(), tenant, role.text(), state.text(), revision);
    }
}
