package io.sluice.inventory.domain;

import io.sluice.inventory.domain.Movement.Change;
import io.sluice.inventory.domain.Movement.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Pools under their locks, as a batch of decisions leaves them one after another. What the batch comes to is one movement
 * per pool, so that it is one update of each.
 */
public final class Shelf {

    private final Map<Long, Pool> pools = new TreeMap<>();
    private final Map<String, Long> ordinary = new HashMap<>();
    private final Map<Long, Tally> moved = new TreeMap<>();

    /** @param locked whose figures nobody else changes now */
    public Shelf(Collection<Pool> locked) {
        for (var pool : locked) {
            pools.put(pool.id(), pool);
            if (pool.isOrdinary()) {
                ordinary.put(pool.sku(), pool.id());
            }
        }
    }

    /** As it is by now. */
    public Optional<Pool> pool(long id) {
        return Optional.ofNullable(pools.get(id));
    }

    /** The ordinary pools as they are by now. */
    public List<Pool> ordinary() {
        return ordinary.values().stream().map(pools::get).toList();
    }

    /** Units are set aside for {@code change}'s order. */
    public void hold(Move move, Change change) {
        move(move, Reason.HELD, List.of(change));
    }

    /** A flash request gets nothing: told in the ledger, because caches that follow it wait for an answer. */
    public void refuse(long poolId, Change change) {
        move(Move.none(poolId), Reason.REFUSED, List.of(change));
    }

    /** The order's held units are paid for. */
    public void sell(long poolId, Change change) {
        move(Move.sell(poolId, change.quantity()), Reason.SOLD, List.of(change));
    }

    /** The order's held units come free: in the pool, or, if its sale has ended, in the ordinary stock. */
    public void release(long poolId, Change change) {
        var pool = pools.get(poolId);
        if (pool.ended()) {
            move(Move.leave(poolId, change.quantity()), Reason.RELEASED, List.of(change));
            giveBack(pool, change.quantity());
        } else {
            move(Move.release(poolId, change.quantity()), Reason.RELEASED, List.of(change));
        }
    }

    /** The order's sold units come back: to the pool, or, if its sale has ended, to the ordinary stock. */
    public void takeBack(long poolId, Change change) {
        var pool = pools.get(poolId);
        if (pool.ended()) {
            move(Move.passThrough(poolId, change.quantity()), Reason.RETURNED, List.of(change));
            giveBack(pool, change.quantity());
        } else {
            move(Move.comeBack(poolId, change.quantity()), Reason.RETURNED, List.of(change));
        }
    }

    /** Moves units of the ordinary stock into a sale's pool of the same SKU. */
    public void begin(long poolId, long quantity) {
        var share = pools.get(poolId);
        move(Move.adjust(ordinary.get(share.sku()), -quantity), Reason.TO_SALE, List.of());
        move(Move.adjust(poolId, quantity), Reason.TO_SALE, List.of());
    }

    /** Moves what a sale's pool has left to the ordinary stock; from then on what comes free goes there as well. */
    public void end(long poolId) {
        var pool = pools.get(poolId);
        var left = pool.available();
        if (left > 0) {
            move(Move.adjust(poolId, -left), Reason.FROM_SALE, List.of());
            giveBack(pool, left);
        }
        pools.computeIfPresent(poolId, (_, ending) -> ending.end());
    }

    private void giveBack(Pool from, long quantity) {
        move(Move.adjust(ordinary.get(from.sku()), quantity), Reason.FROM_SALE, List.of());
    }

    private void move(Move move, Reason reason, List<Change> changes) {
        var after = pools.get(move.poolId()).after(move);
        if (!after.isSound()) {
            throw new IllegalStateException(move + " would leave " + after);
        }
        pools.put(move.poolId(), after);
        moved.computeIfAbsent(move.poolId(), _ -> new Tally(move.poolId(), reason))
                .add(move, reason, changes);
    }

    /** What it comes to: one per pool that was moved, by the pools' ids. */
    public List<Movement> movements() {
        return moved.values().stream().map(Tally::movement).toList();
    }

    /** What has moved in one pool so far. */
    private static final class Tally {

        private final List<Change> changes = new ArrayList<>();
        private Move sum;
        private Reason reason;

        Tally(long poolId, Reason first) {
            sum = Move.none(poolId);
            reason = first;
        }

        void add(Move move, Reason why, List<Change> whose) {
            sum = sum.plus(move);
            reason = Movement.together(reason, why);
            changes.addAll(whose);
        }

        Movement movement() {
            return new Movement(sum, reason, changes);
        }
    }
}
