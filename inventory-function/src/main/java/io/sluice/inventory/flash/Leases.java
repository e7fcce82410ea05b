package io.sluice.inventory.flash;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which loops this instance runs, where one instance is enough. It only saves work: each loop would be right if two ran it.
 * The lease is a row, because session locks do not survive a transaction pooler; the statement is a transaction of its own.
 */
@ApplicationScoped
class Leases {

    /** How long a silent holder keeps a loop: the next one begins this long after a kill. */
    private static final Duration LEASE = Duration.ofSeconds(5);

    private static final String HOLD = """
            INSERT INTO loop_lease AS lease (name, holder, until)
            VALUES ($1, $2, now() + $3 * interval '1 millisecond')
            ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
             WHERE lease.holder = excluded.holder OR lease.until < now()""";

    private final Pool database;
    private final UUID holder = UUID.randomUUID();
    private final Map<String, Long> renewAtNanos = new ConcurrentHashMap<>();

    Leases(Pool database) {
        this.database = database;
    }

    /** Runs the loop's round if we hold its lease, taking it if it is free; it is renewed after a third of its time. */
    Uni<Boolean> whileHeld(String loop, Uni<Boolean> round) {
        return hold(loop).chain(held -> held ? round : Uni.createFrom().item(false));
    }

    /** Whether we held the loop's lease when it was last asked for. */
    boolean holds(String loop) {
        return renewAtNanos.containsKey(loop);
    }

    private Uni<Boolean> hold(String loop) {
        var now = System.nanoTime();
        var renewAt = renewAtNanos.get(loop);
        if (renewAt != null && now - renewAt < 0) {
            return Uni.createFrom().item(true);
        }
        return database.preparedQuery(HOLD)
                .execute(Tuple.of(loop, holder, LEASE.toMillis()))
                .map(rows -> rows.rowCount() == 1)
                .invoke(held -> {
                    if (held) {
                        renewAtNanos.put(loop, now + LEASE.dividedBy(3).toNanos());
                    } else {
                        renewAtNanos.remove(loop);
                    }
                });
    }
}
