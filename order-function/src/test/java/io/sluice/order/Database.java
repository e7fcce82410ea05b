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

    long count(String sql, Object... values) {
        return Long.parseLong(texts(sql, values).getFirst());
    }

    String statusOf(String orderId) {
        return texts("SELECT status FROM orders WHERE id = $1", UUID.fromString(orderId))
                .getFirst();
    }
}
