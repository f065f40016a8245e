package io.certtrail.domain.publish;

import io.certtrail.domain.wake.Wakes;
import io.certtrail.ledger.checkpoint.Origin;
import java.util.Optional;

/** The signed heads as the signer keeps them; asked for through its queue. */
public final class QueuedCheckpoints implements Checkpoints {
    private final SignerStore signers;
    private final Wakes wakes;

    public QueuedCheckpoints(SignerStore signers, Wakes wakes) {
        this.signers = signers;
        this.wakes = wakes;
    }

    @Override
    public Optional<SignedCheckpoint> latest(Origin origin) {
        return signers.find(origin).map(SignerState::checkpoint);
    }

    @Override
    public void request(Origin origin, long size) {
        wakes.publisherToCover(origin.tenant(), size);
    }
}
