package io.sluice.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * The relay's side of the table. It speaks to the pool without a session: it has no entity, belongs to no request, and
 * each statement is a transaction of its own.
 */
@ApplicationScoped
class OutboxStore {

    private static final String HOLD = """
            UPDATE outbox_lease SET holder = $1, until = now() + $2 * interval '1 millisecond'
             WHERE holder = $1 OR until < now()""";

    /** Said at each poll while others shall have it: only the first time is it a change. */
    private static final String GIVE_UP =
            "UPDATE outbox_lease SET until = '-infinity' WHERE holder = $1 AND until > '-infinity'";

    /** A function, like {@code DELETE}, so that it goes by the primary key: V1002 says why. */
    private static final String NEXT = "SELECT * FROM outbox_next($1, $2, $3, $4, $5)";

    /** Waits for no disk: a delete that PostgreSQL lost in a crash is a repeat, which every consumer bears. */
    private static final String DELETE = "SELECT set_config('synchronous_commit', 'off', true), outbox_delete($1)";

    private static final String LAG = """
            SELECT (SELECT count(*) FROM (SELECT FROM outbox LIMIT 10000) AS rows) AS waiting,
                   coalesce(extract(epoch FROM now() - (SELECT added FROM outbox ORDER BY seq LIMIT 1)), 0)::float8 AS oldest""";

    /**
     * How far the relay is behind.
     *
     * @param waiting rows, counted up to 10,000
     * @param oldestSeconds age of the first
     */
    record Lag(long waiting, double oldestSeconds) {}

    private final Pool database;
    private final OutboxConfig config;
    private final UUID holder = UUID.randomUUID();
    private long renewAtNanos = System.nanoTime();

    OutboxStore(Pool database, OutboxConfig config) {
        this.database = database;
        this.config = config;
    }

    /** Takes every free shard and renews our own, if a third of the lease has gone since the last time. */
    Uni<Void> holdLease() {
        var now = System.nanoTime();
        if (now - renewAtNanos < 0) {
            return Uni.createFrom().voidItem();
        }
        return inTime(database.preparedQuery(HOLD)
                        .execute(Tuple.of(holder, config.lease().toMillis())))
                .invoke(() -> renewAtNanos = now + config.lease().dividedBy(3).toNanos())
                .replaceWithVoid();
    }

    Uni<Void> giveUpLease() {
        return inTime(database.preparedQuery(GIVE_UP).execute(Tuple.of(holder))).replaceWithVoid();
    }

    /** The first rows of the shards that we hold, oldest first, but for those of {@code heldBack}. */
    Uni<List<OutboxRow>> next(List<Slice> heldBack) {
        return inTime(database.preparedQuery(NEXT)
                        .execute(Tuple.of(
                                holder,
                                heldBack.stream().map(Slice::topic).toArray(String[]::new),
                                heldBack.stream().map(Slice::number).toArray(Integer[]::new),
                                heldBack.stream().map(Slice::of).toArray(Integer[]::new),
                                config.batch())))
                .map(OutboxStore::rows);
    }

    Uni<Void> delete(Set<Long> seqs) {
        return inTime(database.preparedQuery(DELETE).execute(Tuple.of(seqs.toArray(Long[]::new))))
                .replaceWithVoid();
    }

    Uni<Lag> lag() {
        return inTime(database.query(LAG).execute()).map(rows -> {
            var row = rows.iterator().next();
            return new Lag(row.getLong("waiting"), row.getDouble("oldest"));
        });
    }

    private <T> Uni<T> inTime(Uni<T> answer) {
        return Outbox.inTime(config.patience(), answer);
    }

    private static List<OutboxRow> rows(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(OutboxRow::of)
                .toList();
    }
}
