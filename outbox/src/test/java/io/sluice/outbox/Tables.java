package io.sluice.outbox;

import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** The schema, as tests look into it and disturb it. */
@ApplicationScoped
class Tables {

    private final Pool database;

    Tables(Pool database) {
        this.database = database;
    }

    /** Messages that are not delivered. */
    long waiting() {
        return count("SELECT count(*) FROM outbox");
    }

    long count(String sql) {
        return database.query(sql).executeAndAwait().iterator().next().getLong(0);
    }

    void sql(String sql) {
        database.query(sql).executeAndAwait();
    }
}
