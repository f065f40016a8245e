package io.certtrail.testkit.publish;

import io.certtrail.domain.publish.SignerState;
import io.certtrail.domain.publish.SignerStore;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.testkit.chain.Faults;
import java.time.Instant;
import java.util.Optional;

/** Signed heads with faults between them and their signer. */
public record FaultySigners(SignerStore signers, Faults faults) implements SignerStore {
    @Override
    public Optional<SignerState> find(Origin origin) {
        return faults.call("find", () -> signers.find(origin));
    }

    @Override
    public boolean advance(long from, SignerState to) {
        return faults.decide("advance", () -> signers.advance(from, to));
    }

    @Override
    public boolean claimWake(Origin origin, Instant now, Instant at) {
        return faults.decide("claimWake", () -> signers.claimWake(origin, now, at));
    }
}
