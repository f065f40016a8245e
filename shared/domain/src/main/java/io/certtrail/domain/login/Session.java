package io.certtrail.domain.login;

import io.certtrail.domain.settings.SessionPolicy;
import io.certtrail.domain.users.User;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who signed in, as it is kept: never the token's text. Immutable.
 *
 * @param hash {@link io.certtrail.domain.access.SessionText#hash}
 * @param epoch the user's when it was opened, or went on after they changed their password
 * @param seen when it was used last, to a minute
 * @param expires when it ends, however much it is used
 * @param ip where they signed in from, if that is known
 */
public record Session(
        String hash,
        UUID id,
        String tenant,
        UUID user,
        long epoch,
        Instant created,
        Instant seen,
        Instant expires,
        @Nullable String ip,
        @Nullable String userAgent) {
    private static final Duration TOUCHED = Duration.ofMinutes(1);

    /** Whether it is good now, for a user as they are now. */
    public boolean open(User owner, SessionPolicy policy, Instant now) {
        return owner.active()
                && owner.epoch() == epoch
                && now.isBefore(expires)
                && now.isBefore(created.plus(policy.absolute()))
                && now.isBefore(seen.plus(policy.idle()));
    }

    /** Whether its use is to be noted: once a minute is enough. */
    public boolean stale(Instant now) {
        return !now.isBefore(seen.plus(TOUCHED));
    }
}
