package io.sluice.inventory.flash;

import io.sluice.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Which loops this instance runs, where one instance is enough. It only saves work: each loop would be right if two ran it.
 * The lease is a row, because session locks do not survive a transaction pooler; each statement is a transaction of its own.
 */
@ApplicationScoped
class Leases {

    private static final Logger LOG = Logger.getLogger(Leases.class);

    /** How long a silent holder keeps a loop: the next one begins this long after a kill. */
    static final Duration LEASE = Duration.ofSeconds(5);

    /** If it is due and free, or ours. */
    private static final String HOLD = """
            INSERT INTO loop_lease AS lease (name, holder, until)
            VALUES ($1, $2, now() + $3 * interval '1 millisecond')
            ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
             WHERE lease.due <= now() AND (lease.holder = excluded.holder OR lease.until < now())""";

    private static final String END = """
            UPDATE loop_lease SET until = now(), due = now() + $3 * interval '1 millisecond'
             WHERE name = $1 AND holder = $2""";

    private final Pool database;
    private final Vertx vertx;
    private final Duration lease;
    private final UUID holder = UUID.randomUUID();
    private final Map<String, Long> renewAtNanos = new ConcurrentHashMap<>();

    @Inject
    Leases(Pool database, Vertx vertx) {
        this(database, vertx, LEASE);
    }

    Leases(Pool database, Vertx vertx, Duration lease) {
        this.database = database;
        this.vertx = vertx;
        this.lease = lease;
    }

    /**
     * For a loop whose rounds come more often than a lease ends: runs the round if we hold the lease, taking it if it is
     * free. It is renewed after a third of its time, and stays with us.
     */
    Uni<Boolean> whileHeld(String loop, Supplier<Uni<Boolean>> round) {
        return stillHeld(loop).chain(held -> held ? round.get() : no());
    }

    /**
     * For a loop that looks more often than it has rounds: runs the round if one is due and nobody else is at it. Only its
     * end says when the next one is due: one that fails, or whose instance dies, is done again.
     */
    Uni<Boolean> oncePer(Duration period, String loop, Supplier<Uni<?>> round) {
        return hold(loop)
                .chain(held -> held
                        ? whileRenewed(loop, round)
                                .call(() -> end(loop, period))
                                .replaceWith(false)
                        : no());
    }

    /** Whether we held the loop's lease when it was last asked for. */
    boolean holds(String loop) {
        return renewAtNanos.containsKey(loop);
    }

    private Uni<Boolean> stillHeld(String loop) {
        var now = System.nanoTime();
        var renewAt = renewAtNanos.get(loop);
        if (renewAt != null && now - renewAt < 0) {
            return Uni.createFrom().item(true);
        }
        return hold(loop).invoke(held -> {
            if (held) {
                renewAtNanos.put(loop, now + lease.dividedBy(3).toNanos());
            } else {
                renewAtNanos.remove(loop);
            }
        });
    }

    /** A round may be longer than a lease. */
    private Uni<?> whileRenewed(String loop, Supplier<Uni<?>> round) {
        var timer = vertx.setPeriodic(
                lease.dividedBy(3).toMillis(),
                _ -> hold(loop)
                        .subscribe()
                        .with(_ -> {}, trouble -> LOG.debugf("%s is not renewed: %s", loop, trouble)));
        return Uni.createFrom().deferred(round::get).onTermination().invoke(() -> vertx.cancelTimer(timer));
    }

    private Uni<Boolean> hold(String loop) {
        return Outbox.inTime(lease, database.preparedQuery(HOLD).execute(Tuple.of(loop, holder, lease.toMillis())))
                .map(rows -> rows.rowCount() == 1);
    }

    private Uni<Void> end(String loop, Duration period) {
        return Outbox.inTime(lease, database.preparedQuery(END).execute(Tuple.of(loop, holder, period.toMillis())))
                .replaceWithVoid();
    }

    private static Uni<Boolean> no() {
        return Uni.createFrom().item(false);
    }
}
