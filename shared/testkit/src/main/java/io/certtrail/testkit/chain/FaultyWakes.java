package io.certtrail.testkit.chain;

import io.certtrail.domain.wake.Wakes;
import java.time.Duration;

/** Wake-ups with faults between their queues and those who send them. */
public record FaultyWakes(Wakes wakes, Faults faults) implements Wakes {
    @Override
    public void sequencer(String tenant, Duration delay) {
        faults.run("wake sequencer", () -> wakes.sequencer(tenant, delay));
    }

    @Override
    public void publisher(String tenant, Duration delay) {
        faults.run("wake publisher", () -> wakes.publisher(tenant, delay));
    }

    @Override
    public void publisherToCover(String tenant, long size) {
        faults.run("wake publisher to cover", () -> wakes.publisherToCover(tenant, size));
    }

    @Override
    public void dispatcher(String tenant) {
        faults.run("wake dispatcher", () -> wakes.dispatcher(tenant));
    }
}
