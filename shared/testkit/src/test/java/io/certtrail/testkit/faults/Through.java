package io.certtrail.testkit.faults;

import io.certtrail.domain.chain.ChainWriter;
import io.certtrail.domain.chain.Head;
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
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Ports that pass every call on; a planted fault changes one of them. */
final class Through {
    private Through() {}

    static class Chain implements ChainWriter {
        final ChainWriter to;

        Chain(ChainWriter to) {
            this.to = to;
        }

        @Override
        public boolean open(Block first, Head head) {
            return to.open(first, head);
        }

        @Override
        public boolean commit(Block block, Head head) {
            return to.commit(block, head);
        }

        @Override
        public void writePositions(Origin origin, Collection<Stretch> stretches, boolean known) {
            to.writePositions(origin, stretches, known);
        }

        @Override
        public Optional<Head> head(Origin origin) {
            return to.head(origin);
        }

        @Override
        public Optional<Block> block(Origin origin, long n) {
            return to.block(origin, n);
        }

        @Override
        public List<Block> blocks(Origin origin, long fromN, long toN) {
            return to.blocks(origin, fromN, toN);
        }

        @Override
        public Map<UUID, Position> positions(Origin origin, Collection<UUID> ids) {
            return to.positions(origin, ids);
        }
    }

    static class Drain implements OutboxDrain {
        final OutboxDrain to;

        Drain(OutboxDrain to) {
            this.to = to;
        }

        @Override
        public List<OutboxItem> read(String tenant, int events) {
            return to.read(tenant, events);
        }

        @Override
        public void delete(String tenant, Collection<String> keys) {
            to.delete(tenant, keys);
        }

        @Override
        public void quarantine(String tenant, OutboxItem item, Event event) {
            to.quarantine(tenant, item, event);
        }
    }

    static class Log implements LogStore {
        final LogStore to;

        Log(LogStore to) {
            this.to = to;
        }

        @Override
        public Optional<StoredObject> read(Origin origin, String path) {
            return to.read(origin, path);
        }

        @Override
        public void writeImmutable(Origin origin, Map<String, byte[]> objects) {
            to.writeImmutable(origin, objects);
        }

        @Override
        public boolean replace(Origin origin, String path, Optional<String> version, byte[] content) {
            return to.replace(origin, path, version, content);
        }

        @Override
        public void deletePartials(Origin origin, String path) {
            to.deletePartials(origin, path);
        }
    }

    static class Signers implements SignerStore {
        final SignerStore to;

        Signers(SignerStore to) {
            this.to = to;
        }

        @Override
        public Optional<SignerState> find(Origin origin) {
            return to.find(origin);
        }

        @Override
        public boolean advance(long from, SignerState state) {
            return to.advance(from, state);
        }

        @Override
        public boolean claimWake(Origin origin, Instant now, Instant at) {
            return to.claimWake(origin, now, at);
        }
    }
}
