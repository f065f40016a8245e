package io.certtrail.testkit.publish;

import io.certtrail.domain.publish.Cursors;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.testkit.chain.Faults;

/** Cursors with faults between them and their worker. */
public record FaultyCursors(Cursors cursors, Faults faults) implements Cursors {
    @Override
    public long find(String worker, Origin origin) {
        return faults.call("find cursor", () -> cursors.find(worker, origin));
    }

    @Override
    public void advance(String worker, Origin origin, long n) {
        faults.run("advance cursor", () -> cursors.advance(worker, origin, n));
    }
}
