package io.certtrail.bench.contenders;

import io.certtrail.bench.dynamo.Meter.Units;
import io.certtrail.bench.load.Load;
import io.certtrail.bench.postgres.PostgresServer;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.EventJson;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.testkit.chain.SampleEvents;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A hash chain in PostgreSQL: a trigger takes a lock, reads the last row, and hashes it into the new one. The lock is an
 * advisory one that ends with the transaction: faster than a row that everybody updates. One transaction a request, each
 * over a connection of its writer, with {@code synchronous_commit} on.
 */
public final class PostgresChain implements Contender {
    private static final String SCHEMA = """
            DROP TABLE IF EXISTS chain;
            CREATE TABLE chain (seq bigint PRIMARY KEY, body text NOT NULL, prev bytea NOT NULL, hash bytea NOT NULL);
            CREATE OR REPLACE FUNCTION link() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE
              last record;
            BEGIN
              PERFORM pg_advisory_xact_lock(1);
              SELECT seq, hash INTO last FROM chain ORDER BY seq DESC LIMIT 1;
              NEW.seq := coalesce(last.seq + 1, 0);
              NEW.prev := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
              NEW.hash := sha256(NEW.prev || convert_to(NEW.body, 'UTF8'));
              RETURN NEW;
            END $$;
            CREATE TRIGGER link BEFORE INSERT ON chain FOR EACH ROW EXECUTE FUNCTION link();
            """;

    private final PostgresServer server;
    private final Storage storage;
    private final int batch;

    /**
     * A chain on a server.
     *
     * @param storage what the server was started with
     * @param batch rows a transaction
     */
    public PostgresChain(PostgresServer server, Storage storage, int batch) {
        this.server = server;
        this.storage = storage;
        this.batch = batch;
    }

    @Override
    public Setup setup() {
        return new Setup("PostgreSQL chain", "PostgreSQL", storage, batch);
    }

    @Override
    public Run run(int writers, Duration time) throws SQLException, InterruptedException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            boolean _ = statement.execute(SCHEMA);
        }
        BlockingQueue<Connection> connections = new LinkedBlockingQueue<>();
        try {
            for (int i = 0; i < writers; i++) {
                Connection connection = server.connect();
                connection.setAutoCommit(false);
                connections.add(connection);
            }
            Load.Outcome outcome = Load.run(writers, time, () -> insert(connections));
            return new Run(outcome, Units.NONE, verify(outcome.events()), Duration.ZERO);
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private int insert(BlockingQueue<Connection> connections) throws SQLException, InterruptedException {
        Connection connection = connections.take();
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO chain (body) VALUES (?)")) {
            for (Event event : SampleEvents.some(batch, ThreadLocalRandom.current())) {
                insert.setString(1, Jcs.text(EventJson.of(event)));
                insert.addBatch();
            }
            int[] _ = insert.executeBatch();
            connection.commit();
            return batch;
        } finally {
            connections.add(connection);
        }
    }

    /** Walks the chain, and gives the bytes that it takes with its index. */
    private long verify(long events) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            Hash last = Link.GENESIS;
            long seq = 0;
            try (ResultSet rows = statement.executeQuery("SELECT seq, body, hash FROM chain ORDER BY seq")) {
                while (rows.next()) {
                    Hash hash = Link.hash(last, rows.getString("body"));
                    if (rows.getLong("seq") != seq || !hash.equals(Hash.of(rows.getBytes("hash")))) {
                        throw new IllegalStateException("the PostgreSQL chain does not hold at " + seq);
                    }
                    last = hash;
                    seq++;
                }
            }
            if (seq != events) {
                throw new IllegalStateException(
                        "%d events were acknowledged, and the PostgreSQL chain has %d".formatted(events, seq));
            }
            try (ResultSet size = statement.executeQuery("SELECT pg_total_relation_size('chain')")) {
                boolean _ = size.next();
                return size.getLong(1);
            }
        }
    }
}
