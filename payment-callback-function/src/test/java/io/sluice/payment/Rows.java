package io.sluice.payment;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.StreamSupport;

/** What is really in the tables. */
@Singleton
class Rows {

    private final Pool database;

    Rows(Pool database) {
        this.database = database;
    }

    /** The first column. */
    List<String> strings(String sql, Object... values) {
        var rows = database.preparedQuery(sql).executeAndAwait(Tuple.from(values));
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> String.valueOf(row.getValue(0)))
                .toList();
    }

    /** Which events wait in the outbox about a payment, their versions and their money. */
    List<String> said(String payment) {
        return strings("""
                SELECT concat_ws(' ', payload ->> 'type', payload ->> 'version', payload #>> '{amount,minor}',
                                 payload #>> '{amount,currency}',
                                 CASE WHEN payload ->> 'sendBack' = 'true' THEN 'back' END)
                  FROM outbox WHERE topic = 'payments' AND payload ->> 'payment' = $1 ORDER BY seq""", payment);
    }

    List<String> webhooks(String payment) {
        return strings("SELECT kind || ' ' || parked FROM webhook WHERE payment_number = $1", payment);
    }

    long webhooks() {
        return Long.parseLong(strings("SELECT count(*) FROM webhook").getFirst());
    }
}
