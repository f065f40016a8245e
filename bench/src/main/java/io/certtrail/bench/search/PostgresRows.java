package io.certtrail.bench.search;

import io.certtrail.domain.audit.AuditQuery;
import io.certtrail.domain.audit.TextQuery.Clause;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Jcs;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The same rows in a table of PostgreSQL, with a GIN index over their words and B-trees on what is filtered by. Not thread-safe. */
final class PostgresRows implements AutoCloseable {
    private static final int BATCH = 2_000;
    private static final String TABLE = """
            CREATE TABLE entries (seq bigint PRIMARY KEY, id uuid, time timestamptz, occurred timestamptz, action text,
              severity text, actor_type text, actor_id text, actor_name text, ip text, resource_type text, resource_id text,
              resource_name text, description text, details text, trace text, words tsvector
              GENERATED ALWAYS AS (to_tsvector('simple', translate(action || ' ' || description || ' ' || actor_id || ' '
                || actor_name || ' ' || resource_name || ' ' || details, '.-_:{}",', '        '))) STORED)""";
    private static final List<String> INDEXES = List.of(
            "CREATE INDEX ON entries USING gin (words)",
            "CREATE INDEX ON entries (time)",
            "CREATE INDEX ON entries (action text_pattern_ops, seq)",
            "CREATE INDEX ON entries (actor_id, seq)",
            "CREATE INDEX ON entries (resource_id, seq)",
            "CREATE INDEX ON entries (severity, seq)",
            "CREATE INDEX ON entries (trace)");

    private final Connection connection;
    private final PreparedStatement insert;
    private int open;
    private long nanos;

    PostgresRows(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            boolean _ = statement.execute(TABLE);
            for (String index : INDEXES) {
                boolean _ = statement.execute(index);
            }
        }
        connection.setAutoCommit(false);
        insert = connection.prepareStatement(
                "INSERT INTO entries (seq, id, time, occurred, action, severity, actor_type,"
                        + " actor_id, actor_name, ip, resource_type, resource_id, resource_name, description, details, trace)"
                        + " VALUES (?,?::uuid,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    }

    void add(LoggedEntry logged) throws SQLException {
        long start = System.nanoTime();
        Entry entry = logged.entry();
        insert.setLong(1, logged.seq());
        insert.setString(2, entry.id().toString());
        insert.setTimestamp(3, Timestamp.from(entry.time()));
        insert.setTimestamp(4, Timestamp.from(entry.occurred()));
        insert.setString(5, entry.action());
        insert.setString(6, entry.severity().text());
        insert.setString(7, entry.actor().type().text());
        insert.setString(8, entry.actor().id());
        insert.setString(9, entry.actor().name());
        insert.setString(10, entry.client().ip());
        insert.setString(11, entry.resource().type());
        insert.setString(12, entry.resource().id());
        insert.setString(13, entry.resource().name());
        insert.setString(14, entry.description());
        insert.setString(15, Jcs.text(entry.details()));
        insert.setString(16, entry.trace());
        insert.addBatch();
        if (++open == BATCH) {
            flush();
        }
        nanos += System.nanoTime() - start;
    }

    private void flush() throws SQLException {
        int[] _ = insert.executeBatch();
        connection.commit();
        open = 0;
    }

    /** All rows are in, and the server knows what is in them. */
    void settle() throws SQLException {
        long start = System.nanoTime();
        flush();
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            boolean _ = statement.execute("VACUUM ANALYZE entries");
        }
        connection.setAutoCommit(false);
        nanos += System.nanoTime() - start;
    }

    /** How long writing took, with its indexes. */
    long nanos() {
        return nanos;
    }

    /** How many bytes the indexes have, or the table and they. */
    long bytes(boolean indexesAlone) throws SQLException {
        String function = indexesAlone ? "pg_indexes_size" : "pg_total_relation_size";
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT " + function + "('entries')")) {
            boolean _ = found.next();
            return found.getLong(1);
        }
    }

    /** The places of a page's entries, newest first. */
    List<Long> page(AuditQuery query, int limit, long before) throws SQLException {
        Where where = new Where(query);
        where.add("seq < ?", before);
        List<Long> seqs = new ArrayList<>();
        ask("SELECT * FROM entries" + where.text() + " ORDER BY seq DESC LIMIT " + limit, where, found -> {
            Object _ = found.getString("details");
            seqs.add(found.getLong("seq"));
        });
        return seqs;
    }

    /** How many entries there are of each action, severity, kind of actor, actor and resource type: their number. */
    long facets(AuditQuery query) throws SQLException {
        Where where = new Where(query);
        long[] total = new long[1];
        ask(
                "SELECT action, severity, actor_type, actor_id, resource_type, count(*) FROM entries" + where.text()
                        + " GROUP BY GROUPING SETS ((action), (severity), (actor_type), (actor_id), (resource_type))",
                where,
                found -> total[0] += found.getString("severity") == null ? 0 : found.getLong("count"));
        return total[0];
    }

    /** How many entries there are a day: their number. */
    long histogram(AuditQuery query) throws SQLException {
        Where where = new Where(query);
        long[] total = new long[1];
        ask(
                "SELECT date_trunc('day', time) AS day, count(*) FROM entries" + where.text()
                        + " GROUP BY 1 ORDER BY 1",
                where,
                found -> total[0] += found.getLong("count"));
        return total[0];
    }

    @FunctionalInterface
    private interface Rows {
        void take(ResultSet row) throws SQLException;
    }

    private void ask(String sql, Where where, Rows rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < where.values.size(); i++) {
                statement.setObject(i + 1, where.values.get(i));
            }
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.take(found);
                }
            }
        }
        connection.commit();
    }

    /** A question as conditions; of what {@link Question} asks alone. */
    private static final class Where {
        private final List<String> conditions = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        Where(AuditQuery query) {
            Instant from = query.time().from();
            Instant to = query.time().to();
            if (from != null) {
                add("time >= ?", Timestamp.from(from));
            }
            if (to != null) {
                add("time < ?", Timestamp.from(to));
            }
            query.actions().names().forEach(name -> add("action = ?", name));
            query.actions().prefixes().forEach(prefix -> add("action LIKE ?", prefix + "%"));
            if (query.actor() != null) {
                add("actor_id = ?", query.actor());
            }
            if (query.actorType() != null) {
                add("actor_type = ?", query.actorType().text());
            }
            if (query.resource() != null) {
                int colon = query.resource().indexOf(':');
                add("resource_type = ?", query.resource().substring(0, colon));
                add("resource_id = ?", query.resource().substring(colon + 1));
            }
            if (!query.severities().isEmpty()) {
                add(
                        "severity = ANY (string_to_array(?, ','))",
                        String.join(
                                ",",
                                query.severities().stream()
                                        .map(severity -> severity.text())
                                        .toList()));
            }
            if (query.text() != null) {
                query.text().clauses().forEach(this::add);
            }
        }

        private void add(Clause clause) {
            switch (clause) {
                case Clause.Word(String word) -> add("words @@ to_tsquery('simple', ?)", word);
                case Clause.Prefix(String prefix) -> add("words @@ to_tsquery('simple', ?)", prefix + ":*");
                case Clause.Phrase(List<String> words) ->
                    add("words @@ to_tsquery('simple', ?)", String.join(" <-> ", words));
                case Clause.Field(var column, String value, boolean prefix) -> add("trace = ?", value);
            }
        }

        void add(String condition, Object value) {
            conditions.add(condition);
            values.add(value);
        }

        String text() {
            return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        }
    }

    @Override
    public void close() throws SQLException {
        insert.close();
        connection.close();
    }
}
