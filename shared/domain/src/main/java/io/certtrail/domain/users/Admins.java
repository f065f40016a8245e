package io.certtrail.domain.users;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The active administrators of a tenant, and until when each is locked out. It is changed in the transaction that makes
 * somebody one of them, or no longer one: of two that would each leave the other as the last one, the second finds
 * another revision than it has read. Immutable.
 *
 * @param lockedUntil of each; {@link Instant#EPOCH} if never
 * @param revision grows with each change; 0 while there has been none
 */
public record Admins(String tenant, Map<UUID, Instant> lockedUntil, long revision) {
    /** Most administrators of a tenant: they stand in one item. */
    public static final int MOST = 200;

    public Admins {
        lockedUntil = Map.copyOf(lockedUntil);
    }

    public static Admins none(String tenant) {
        return new Admins(tenant, Map.of(), 0);
    }

    public boolean has(UUID id) {
        return lockedUntil.containsKey(id);
    }

    /** Whether nobody but this one administers. */
    public boolean isLast(UUID id) {
        return has(id) && lockedUntil.size() == 1;
    }

    /** Whether another one could sign in now, if this one could not. */
    public boolean maySpare(UUID id, Instant now) {
        return lockedUntil.entrySet().stream()
                .anyMatch(admin -> !admin.getKey().equals(id) && !now.isBefore(admin.getValue()));
    }

    /** With one more, or one of them locked until another time. */
    public Admins with(UUID id, Instant until) {
        Map<UUID, Instant> next = new HashMap<>(lockedUntil);
        next.put(id, until);
        return new Admins(tenant, next, revision + 1);
    }

    public Admins without(UUID id) {
        Map<UUID, Instant> next = new HashMap<>(lockedUntil);
        next.remove(id);
        return new Admins(tenant, next, revision + 1);
    }
}
