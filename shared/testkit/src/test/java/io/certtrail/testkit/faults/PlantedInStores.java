package io.certtrail.testkit.faults;

import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.chain.OutcomeUnknown;
import io.certtrail.domain.chain.Stretch;
import io.certtrail.domain.publish.SignerState;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stores that do not keep what they have acknowledged, and a door that acknowledges what is not stored. */
final class PlantedInStores {
    private static final int ONE_IN = 20;

    private PlantedInStores() {}

    /** Loses a bundle of events now and then, and says that it has it. */
    static Ports losesEvents(Ports ports, House house) {
        return ports.withDoor(new Door(ports.door()) {
            @Override
            public void record(String tenant, List<Event> events) {
                if (house.random.nextInt(ONE_IN) > 0) {
                    to.record(tenant, events);
                }
            }
        });
    }

    /** Loses an id item now and then. */
    static Ports losesIdItems(Ports ports, House house) {
        return ports.withChain(new Through.Chain(ports.chain()) {
            @Override
            public void writePositions(Origin origin, Collection<Stretch> stretches, boolean known) {
                List<Stretch> some = new ArrayList<>(stretches);
                if (house.random.nextInt(ONE_IN) == 0) {
                    some.removeFirst();
                }
                to.writePositions(origin, some, known);
            }
        });
    }

    /** Loses a published object now and then. */
    static Ports losesObjects(Ports ports, House house) {
        return ports.withLog(new Through.Log(ports.log()) {
            @Override
            public void writeImmutable(Origin origin, Map<String, byte[]> objects) {
                if (house.random.nextInt(ONE_IN) > 0) {
                    to.writeImmutable(origin, objects);
                }
            }
        });
    }

    /** Lets two signers advance from one state. */
    static Ports advancesWithoutCondition(Ports ports, House house) {
        return ports.withSigners(new Through.Signers(ports.signers()) {
            @Override
            public boolean advance(long from, SignerState state) {
                long now = to.find(state.origin()).map(SignerState::size).orElse(0L);
                return now >= state.size() || to.advance(now, state);
            }
        });
    }

    /** Acknowledges what it got no answer for. */
    static Ports acknowledgesTooEarly(Ports ports, House house) {
        return ports.withDoor(new Door(ports.door()) {
            @Override
            public void record(String tenant, List<Event> events) {
                try {
                    to.record(tenant, events);
                } catch (OutcomeUnknown e) {
                    // It says that all is well.
                }
            }
        });
    }

    private abstract static class Door implements Outbox {
        final Outbox to;

        Door(Outbox to) {
            this.to = to;
        }

        @Override
        public Optional<Instant> oldest(String tenant) {
            return to.oldest(tenant);
        }
    }
}
