package io.certtrail.testkit.chain;

import io.certtrail.domain.wake.Wakes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Wake-ups that are only written down. */
public final class WakeLog implements Wakes {
    private final List<String> wakes = new ArrayList<>();

    @Override
    public void sequencer(String tenant, Duration delay) {
        note("sequencer " + tenant + " " + delay);
    }

    @Override
    public void publisher(String tenant, Duration delay) {
        note("publisher " + tenant + " " + delay);
    }

    @Override
    public void publisherToCover(String tenant, long size) {
        note("publisher " + tenant + " size " + size);
    }

    @Override
    public void dispatcher(String tenant) {
        note("dispatcher " + tenant);
    }

    private synchronized void note(String wake) {
        wakes.add(wake);
    }

    /** What was asked for since the last call, such as {@code publisher default PT30S}. */
    public synchronized List<String> take() {
        List<String> taken = List.copyOf(wakes);
        wakes.clear();
        return taken;
    }
}
