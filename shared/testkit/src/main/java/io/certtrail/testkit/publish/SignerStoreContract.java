package io.certtrail.testkit.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.publish.Cursors;
import io.certtrail.domain.publish.SignerState;
import io.certtrail.domain.publish.SignerStore;
import io.certtrail.domain.publish.SigningBudget;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.merkle.Frontier;
import io.certtrail.ledger.merkle.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link SignerStore} and {@link Cursors} keep. */
public abstract class SignerStoreContract {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");

    private final Origin origin = new Origin("certtrail.test", "t" + UUID.randomUUID(), 1);

    protected abstract SignerStore signers();

    protected abstract Cursors cursors();

    private SignerState state(long n, int size, long previousSize) {
        Frontier frontier = Frontier.EMPTY;
        for (int i = 0; i < size; i++) {
            frontier = frontier.append(Hash.sha256(new byte[] {(byte) i}));
        }
        return new SignerState(
                origin,
                n,
                frontier,
                Hash.sha256(new byte[] {9, (byte) n}),
                "note of " + size,
                previousSize,
                new SigningBudget.Spent(NOW.plusSeconds(60), NOW));
    }

    @Test
    void nothingIsSignedAtFirst() {
        assertThat(signers().find(origin)).isEmpty();
        assertThat(signers().claimWake(origin, NOW, NOW.plusSeconds(30))).isTrue();
        assertThat(signers().find(origin)).isEmpty();
        assertThat(signers().advance(0, state(0, 1, 0))).isTrue();
    }

    @Test
    void aSignedHeadIsReadAsItWas() {
        assertThat(signers().advance(0, state(2, 7, 0))).isTrue();
        assertThat(signers().find(origin)).contains(state(2, 7, 0));
    }

    @Test
    void itMovesOnFromWhatWasReadAlone() {
        signers().advance(0, state(2, 7, 0));
        assertThat(signers().advance(0, state(3, 9, 0))).isFalse();
        assertThat(signers().advance(5, state(3, 9, 5))).isFalse();
        assertThat(signers().advance(7, state(4, 12, 7))).isTrue();
        assertThat(signers().find(origin)).contains(state(4, 12, 7));
        assertThatThrownBy(() -> signers().advance(12, state(2, 7, 0))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> signers().advance(12, state(4, 12, 7))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneAsksForTheNextWake() {
        assertThat(signers().claimWake(origin, NOW, NOW.plusSeconds(30))).isTrue();
        assertThat(signers().claimWake(origin, NOW, NOW.plusSeconds(30))).isFalse();
        assertThat(signers().claimWake(origin, NOW.plusSeconds(29), NOW.plusSeconds(31)))
                .isFalse();
        assertThat(signers().claimWake(origin, NOW.plusSeconds(30), NOW.plusSeconds(60)))
                .isTrue();
    }

    @Test
    void whoseClockIsAheadKeepsNobodyFromAsking() {
        Instant ahead = NOW.plus(Duration.ofHours(1));
        assertThat(signers().claimWake(origin, ahead, ahead.plusSeconds(30))).isTrue();
        assertThat(signers().claimWake(origin, NOW, NOW.plusSeconds(30))).isTrue();
        assertThat(signers().claimWake(origin, NOW, NOW.plusSeconds(30))).isFalse();
    }

    @Test
    void aCursorNeverGoesBack() {
        assertThat(cursors().find("dispatcher", origin)).isEqualTo(-1);
        cursors().advance("dispatcher", origin, 4);
        cursors().advance("dispatcher", origin, 3);
        assertThat(cursors().find("dispatcher", origin)).isEqualTo(4);
        assertThat(cursors().find("other", origin)).isEqualTo(-1);
    }
}
