package io.sluice.order;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Looks into the tables behind the code's back. */
@ApplicationScoped
class Database {

    private final Pool pool;

    Database(Pool pool) {
        this.pool = pool;
    }

    /** The first column of what {@code sql} finds, as text. */
    List<String> texts(String sql, Object... values) {
        var rows = pool.preparedQuery(sql).executeAndAwait(Tuple.from(values));
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> String.valueOf(row.getValue(0)))
                .toList();
    }

    /** Nobody writes to {@code table} until this is opened; reading goes on. */
    interface Gate extends AutoCloseable {

        @Override
        void close();
    }

    /** Closes the way to {@code table}. A statement waits 5 s at most (statement_timeout): open it sooner. */
    Gate gateBefore(String table) {
        var connection = pool.getConnectionAndAwait();
        connection.query("BEGIN").executeAndAwait();
        connection.query("LOCK TABLE " + table + " IN SHARE MODE").executeAndAwait();
        return () -> {
            connection.query("COMMIT").executeAndAwait();
            connection.closeAndAwait();
        };
    }

    /** Transactions that stand before a closed gate with rows to insert. */
    long waitingBefore(String table) {
        return count("""
                SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
                 WHERE NOT granted AND relation = CAST(CAST($1 AS text) AS regclass)
                   AND query LIKE '%INSERT INTO ' || $1 || ' %'""", table);
    }

    long count(String sql, Object... values) {
        return Long.parseLong(texts(sql, values).getFirst());
    }

    String statusOf(String orderId) {
        return texts("SELECT status FROM orders WHERE id = $1", UUID.fromString(orderId))
                .getFirst();
    }
}
