package io.certtrail.testkit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.chain.Lease;
import io.certtrail.domain.chain.Lease.Answer;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.testkit.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link Lease} keeps. */
public abstract class LeaseContract {
    private static final Duration TERM = Duration.ofSeconds(5);
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    /** The clock of the lease under test. */
    protected final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00.000Z"));

    private final Origin origin = new Origin("certtrail.test", "t" + UUID.randomUUID(), 1);

    protected abstract Lease lease();

    @Test
    void oneHoldsItAndTheOthersLeaveMarks() {
        assertThat(lease().take(origin, ONE, TERM)).isEqualTo(new Answer.Taken());
        assertThat(lease().take(origin, OTHER, TERM)).isEqualTo(new Answer.Refused(true));
        assertThat(lease().take(origin, OTHER, TERM)).isEqualTo(new Answer.Refused(false));
        assertThat(lease().renew(origin, ONE, TERM)).hasValue(2);
        assertThat(lease().renew(origin, OTHER, TERM)).isEmpty();
    }

    @Test
    void whoIsRefusedFirstAfterARenewalLooksAgain() {
        lease().take(origin, ONE, TERM);
        lease().take(origin, OTHER, TERM);
        lease().renew(origin, ONE, TERM);
        assertThat(lease().take(origin, OTHER, TERM)).isEqualTo(new Answer.Refused(true));
        assertThat(lease().take(origin, OTHER, TERM)).isEqualTo(new Answer.Refused(false));
        assertThat(lease().renew(origin, ONE, TERM)).hasValue(3);
    }

    @Test
    void aTermThatEndsTooFarAheadIsOver() {
        clock.move(Duration.ofHours(1));
        lease().take(origin, ONE, TERM);
        clock.move(Duration.ofHours(-1));
        assertThat(lease().take(origin, OTHER, TERM)).isEqualTo(new Answer.Taken());
        assertThat(lease().renew(origin, ONE, TERM)).isEmpty();
    }

    @Test
    void itIsGivenBackOnlyByWhoHasSeenAllMarks() {
        lease().take(origin, ONE, TERM);
        lease().take(origin, OTHER, TERM);
        assertThat(lease().release(origin, ONE, 0)).isFalse();
        assertThat(lease().release(origin, ONE, 1)).isTrue();
        assertThat(lease().take(origin, OTHER, TERM)).isEqualTo(new Answer.Taken());
        assertThat(lease().release(origin, OTHER, 0)).isTrue();
    }

    @Test
    void itIsFreeWhenItsTermIsOver() {
        lease().take(origin, ONE, TERM);
        clock.move(TERM.dividedBy(2));
        lease().renew(origin, ONE, TERM);
        clock.move(TERM.dividedBy(2).plusSeconds(1));
        assertThat(lease().take(origin, OTHER, TERM)).isInstanceOf(Answer.Refused.class);
        clock.move(TERM.dividedBy(2).minusSeconds(1));
        assertThat(lease().take(origin, OTHER, TERM)).isEqualTo(new Answer.Taken());
        assertThat(lease().renew(origin, ONE, TERM)).isEmpty();
        assertThat(lease().release(origin, ONE, 7)).isTrue();
        assertThat(lease().renew(origin, OTHER, TERM)).hasValue(0);
    }

    @Test
    void whoAsksAgainHoldsItStill() {
        lease().take(origin, ONE, TERM);
        assertThat(lease().take(origin, ONE, TERM)).isEqualTo(new Answer.Taken());
    }
}
