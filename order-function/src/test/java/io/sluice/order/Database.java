package io.sluice.order;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
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

    /** Some cannot go on until this is opened; reading goes on. */
    interface Gate extends AutoCloseable {

        /** Opened again, it stays open. */
        void open();

        @Override
        default void close() {
            open();
        }
    }

    /** Closes the way to {@code table}. A statement waits 5 s at most (statement_timeout): open it sooner. */
    Gate gateBefore(String table) {
        return gate("LOCK TABLE " + table + " IN SHARE MODE");
    }

    /** Closes the way to the rows that {@code sql} locks or inserts; nothing of it is left when it is opened. */
    Gate gate(String sql, Object... values) {
        var connection = pool.getConnectionAndAwait();
        connection.query("BEGIN").executeAndAwait();
        connection.preparedQuery(sql).executeAndAwait(Tuple.from(values));
        var isOpen = new AtomicBoolean();
        return () -> {
            if (isOpen.compareAndSet(false, true)) {
                connection.query("ROLLBACK").executeAndAwait();
                connection.closeAndAwait();
            }
        };
    }

    /** Transactions that stand before a closed gate with rows to insert. */
    long waitingBefore(String table) {
        return count("""
                SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
                 WHERE NOT granted AND relation = CAST(CAST($1 AS text) AS regclass)
                   AND query LIKE '%INSERT INTO ' || $1 || ' %'""", table);
    }

    /** Transactions that wait for another one's lock, whatever it is on. */
    long waiting() {
        return count("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted");
    }

    long count(String sql, Object... values) {
        return Long.parseLong(texts(sql, values).getFirst());
    }

    String statusOf(String orderId) {
        return texts("SELECT status FROM orders WHERE id = $1", UUID.fromString(orderId))
                .getFirst();
    }
}
