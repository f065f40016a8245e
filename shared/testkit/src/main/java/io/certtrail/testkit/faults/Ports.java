package io.certtrail.testkit.faults;

import io.certtrail.domain.chain.ChainWriter;
import io.certtrail.domain.chain.Lease;
import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.chain.OutboxDrain;
import io.certtrail.domain.publish.Cursors;
import io.certtrail.domain.publish.LogStore;
import io.certtrail.domain.publish.SignerStore;
import io.certtrail.domain.wake.Wakes;
import io.certtrail.ledger.checkpoint.NoteSigner;

/** All that a process reaches the world by; and the seam at which a part can be replaced by one that is wrong. */
public record Ports(
        Outbox door,
        OutboxDrain drain,
        ChainWriter chain,
        Lease lease,
        LogStore log,
        SignerStore signers,
        NoteSigner key,
        Cursors cursors,
        Wakes wakes) {
    public Ports withDoor(Outbox other) {
        return new Ports(other, drain, chain, lease, log, signers, key, cursors, wakes);
    }

    public Ports withDrain(OutboxDrain other) {
        return new Ports(door, other, chain, lease, log, signers, key, cursors, wakes);
    }

    public Ports withChain(ChainWriter other) {
        return new Ports(door, drain, other, lease, log, signers, key, cursors, wakes);
    }

    public Ports withLease(Lease other) {
        return new Ports(door, drain, chain, other, log, signers, key, cursors, wakes);
    }

    public Ports withLog(LogStore other) {
        return new Ports(door, drain, chain, lease, other, signers, key, cursors, wakes);
    }

    public Ports withSigners(SignerStore other) {
        return new Ports(door, drain, chain, lease, log, other, key, cursors, wakes);
    }

    public Ports withKey(NoteSigner other) {
        return new Ports(door, drain, chain, lease, log, signers, other, cursors, wakes);
    }

    public Ports withCursors(Cursors other) {
        return new Ports(door, drain, chain, lease, log, signers, key, other, wakes);
    }

    public Ports withWakes(Wakes other) {
        return new Ports(door, drain, chain, lease, log, signers, key, cursors, other);
    }
}
