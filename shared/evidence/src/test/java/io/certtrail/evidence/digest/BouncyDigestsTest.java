package io.certtrail.evidence.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.exports.RunningDigest;
import io.certtrail.ledger.merkle.Sha256;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class BouncyDigestsTest {
    private final BouncyDigests digests = new BouncyDigests();

    @RepeatedTest(20)
    void whereverItIsPutDownTheDigestIsTheJdks() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] bytes = new byte[random.nextInt(1_000)];
        random.nextBytes(bytes);
        RunningDigest digest = digests.begin();
        int at = 0;
        while (at < bytes.length) {
            int piece = 1 + random.nextInt(bytes.length - at);
            digest.update(bytes, at, piece);
            digest = digests.resume(digest.state());
            at += piece;
        }
        assertThat(digest.digest())
                .as("seed %d", seed)
                .isEqualTo(Sha256.digest().digest(bytes));
    }

    @Test
    void aCloneGoesItsOwnWay() {
        RunningDigest digest = digests.begin();
        digest.update((byte) 'a');
        byte[] soFar = Sha256.copy(digest).digest();
        digest.update((byte) 'b');
        assertThat(soFar).isEqualTo(Sha256.digest().digest(new byte[] {'a'}));
        assertThat(digest.digest()).isEqualTo(Sha256.digest().digest(new byte[] {'a', 'b'}));
    }

    @Test
    void whatIsNoStateIsRefused() {
        byte[] state = digests.begin().state();
        assertThatThrownBy(() -> digests.resume(Arrays.copyOf(state, 7))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> digests.resume(new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
