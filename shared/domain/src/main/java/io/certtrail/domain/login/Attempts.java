package io.certtrail.domain.login;

import io.certtrail.domain.settings.LockoutPolicy;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The attempts to sign in by one name, whether anybody has it or not. An attempt counts from before its password is
 * looked at. Immutable.
 *
 * @param count those that count together
 * @param since when the first of them was
 * @param last when the last of them was
 * @param lockedUntil null unless they have locked the account
 * @param revision grows with each change; 0 while there has been none
 */
public record Attempts(
        String tenant,
        AttemptKey key,
        int count,
        Instant since,
        Instant last,
        @Nullable Instant lockedUntil,
        long revision) {
    /** Between attempts on an account that may not be locked. */
    public static final Duration SLOWED = Duration.ofMinutes(1);

    /** An attempt whose outcome nobody has written for so long has failed: no function runs longer. */
    private static final Duration OUTCOME = Duration.ofMinutes(1);

    /** What becomes of one more attempt. */
    public enum Verdict {
        /** Its password is looked at. */
        ADMITTED,
        /** The account is locked, or will be unless one of those who were admitted has the password. */
        REFUSED,
        /** It may not be locked; the next one is admitted after a while. */
        SLOWED,
        /** It is to be locked: those who were admitted have left no outcome. */
        OVERDUE
    }

    public static Attempts none(String tenant, AttemptKey key) {
        return new Attempts(tenant, key, 0, Instant.EPOCH, Instant.EPOCH, null, 0);
    }

    /**
     * What becomes of one more attempt now.
     *
     * @param mayBeLocked false for the last administrator's account
     */
    public Verdict next(LockoutPolicy policy, boolean mayBeLocked, Instant now) {
        if (locked(now)) {
            return Verdict.REFUSED;
        }
        if (afresh(policy, now) || count < policy.failures()) {
            return Verdict.ADMITTED;
        }
        if (!mayBeLocked) {
            return now.isBefore(last.plus(SLOWED)) ? Verdict.SLOWED : Verdict.ADMITTED;
        }
        return now.isBefore(last.plus(OUTCOME)) ? Verdict.REFUSED : Verdict.OVERDUE;
    }

    public boolean locked(Instant now) {
        return lockedUntil != null && now.isBefore(lockedUntil);
    }

    /** When a lock ended by itself; null if there is none, or it still holds. */
    public @Nullable Instant unlockedAt(Instant now) {
        return locked(now) ? null : lockedUntil;
    }

    /** Whether so many failed that the account is to be locked. */
    public boolean tooMany(LockoutPolicy policy, Instant now) {
        return !locked(now) && !afresh(policy, now) && count >= policy.failures();
    }

    /** With one more attempt. */
    public Attempts counted(LockoutPolicy policy, Instant now) {
        return afresh(policy, now)
                ? new Attempts(tenant, key, 1, now, now, null, revision + 1)
                : new Attempts(tenant, key, count + 1, since, now, null, revision + 1);
    }

    public Attempts locked(LockoutPolicy policy, Instant now) {
        return new Attempts(tenant, key, count, since, last, now.plus(policy.lock()), revision + 1);
    }

    /** With nothing counted any more. */
    public Attempts cleared() {
        return new Attempts(tenant, key, 0, Instant.EPOCH, Instant.EPOCH, null, revision + 1);
    }

    private boolean afresh(LockoutPolicy policy, Instant now) {
        return count == 0 || lockedUntil != null || !now.isBefore(since.plus(policy.window()));
    }
}
