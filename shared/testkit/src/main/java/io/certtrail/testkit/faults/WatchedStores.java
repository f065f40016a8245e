package io.certtrail.testkit.faults;

import io.certtrail.domain.chain.ChainWriter;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.chain.OutboxDrain;
import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.domain.chain.Position;
import io.certtrail.domain.chain.Stretch;
import io.certtrail.domain.publish.LogStore;
import io.certtrail.domain.publish.SignerState;
import io.certtrail.domain.publish.SignerStore;
import io.certtrail.domain.publish.StoredObject;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.merkle.Tiles;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A house's stores with their streams: each new outbox item and each new block wakes whom it wakes in the deployed
 * system; and what takes effect is told to the witness.
 */
final class WatchedStores {
    private final House house;
    private final Runnable afterStream;

    private WatchedStores(House house, Runnable afterStream) {
        this.house = house;
        this.afterStream = afterStream;
    }

    /**
     * All of a house's stores.
     *
     * @param afterStream called after each wake-up that a stream sends
     */
    static Ports of(House house, Runnable afterStream) {
        WatchedStores stores = new WatchedStores(house, afterStream);
        return new Ports(
                stores.new Door(),
                stores.new Drain(),
                stores.new Chain(),
                house.lease,
                stores.new Log(),
                stores.new Signers(),
                house.watchedKey,
                house.cursors,
                house.queue);
    }

    private void outboxGrew() {
        house.queue.sequencer(House.TENANT, Duration.ZERO);
        afterStream.run();
    }

    private void chainGrew(Head head) {
        house.witness.commits(head);
        house.queue.publisher(House.TENANT, Duration.ZERO);
        afterStream.run();
    }

    private final class Door implements Outbox {
        @Override
        public void record(String tenant, List<Event> events) {
            house.outbox.record(tenant, events);
            outboxGrew();
        }

        @Override
        public Optional<Instant> oldest(String tenant) {
            return house.outbox.oldest(tenant);
        }
    }

    private final class Drain implements OutboxDrain {
        @Override
        public List<OutboxItem> read(String tenant, int events) {
            return house.outbox.read(tenant, events);
        }

        @Override
        public void delete(String tenant, Collection<String> keys) {
            house.outbox.delete(tenant, keys);
        }

        @Override
        public void quarantine(String tenant, OutboxItem item, Event event) {
            house.outbox.quarantine(tenant, item, event);
            outboxGrew();
        }
    }

    private final class Chain implements ChainWriter {
        @Override
        public boolean open(Block first, Head head) {
            boolean opened = house.chain.open(first, head);
            if (opened) {
                chainGrew(head);
            }
            return opened;
        }

        @Override
        public boolean commit(Block block, Head head) {
            boolean won = house.chain.commit(block, head);
            if (won) {
                chainGrew(head);
            }
            return won;
        }

        @Override
        public void writePositions(Origin origin, Collection<Stretch> stretches, boolean known) {
            house.chain.writePositions(origin, stretches, known);
        }

        @Override
        public Optional<Head> head(Origin origin) {
            return house.chain.head(origin);
        }

        @Override
        public Optional<Block> block(Origin origin, long n) {
            return house.chain.block(origin, n);
        }

        @Override
        public List<Block> blocks(Origin origin, long fromN, long toN) {
            return house.chain.blocks(origin, fromN, toN);
        }

        @Override
        public Map<UUID, Position> positions(Origin origin, Collection<UUID> ids) {
            return house.chain.positions(origin, ids);
        }
    }

    private final class Log implements LogStore {
        @Override
        public Optional<StoredObject> read(Origin origin, String path) {
            return house.log.read(origin, path);
        }

        @Override
        public void writeImmutable(Origin origin, Map<String, byte[]> objects) {
            house.log.writeImmutable(origin, objects);
        }

        @Override
        public boolean replace(Origin origin, String path, Optional<String> version, byte[] content) {
            boolean replaced = house.log.replace(origin, path, version, content);
            if (replaced && path.equals(Tiles.CHECKPOINT_PATH)) {
                house.witness.shows(content);
            }
            return replaced;
        }

        @Override
        public void deletePartials(Origin origin, String path) {
            house.log.deletePartials(origin, path);
        }
    }

    private final class Signers implements SignerStore {
        @Override
        public Optional<SignerState> find(Origin origin) {
            return house.signers.find(origin);
        }

        @Override
        public boolean advance(long from, SignerState to) {
            boolean advanced = house.signers.advance(from, to);
            if (advanced) {
                house.witness.keepsSigned(to);
            }
            return advanced;
        }

        @Override
        public boolean claimWake(Origin origin, Instant now, Instant at) {
            return house.signers.claimWake(origin, now, at);
        }
    }
}
