package io.sluice.inventory.flash;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.Claim;
import io.sluice.inventory.domain.ClaimState;
import io.sluice.inventory.domain.Part;
import io.sluice.inventory.domain.Pool;
import io.sluice.inventory.domain.Settlement;
import io.sluice.inventory.domain.Settling;
import io.sluice.inventory.domain.Shelf;
import io.sluice.inventory.domain.Signal;
import io.sluice.inventory.flash.SimNews.Kind;
import io.sluice.inventory.flash.SimTables.ClaimRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The transaction that hears what became of orders, as {@code OrderEvents} and {@code SettleHold} have it. */
class SimSettlements {

    private final SimTables tables;

    SimSettlements(SimTables tables) {
        this.tables = tables;
    }

    /** That an order is placed is noted first, then what ended leaves tombstones, then units move. */
    final void hear(List<SimNews> news) {
        var settlements =
                news.stream().map(SimNews::settlement).flatMap(Optional::stream).toList();
        news.stream().filter(one -> one.kind() == Kind.PLACED).forEach(this::note);
        settlements.stream()
                .filter(one -> one.signal() == Signal.RELEASE)
                .filter(one -> tables.claim(one.order()).isEmpty())
                .forEach(this::bury);
        var known = settlements.stream()
                .filter(one -> tables.claim(one.order()).isPresent())
                .toList();
        settle(known);
    }

    private void note(SimNews placed) {
        tables.claim(placed.order()).ifPresent(claim -> tables.put(placed.order(), claim.nowPlaced()));
    }

    /** The tombstone. */
    protected void bury(Settlement end) {
        tables.put(end.order(), new ClaimRow(ClaimState.RELEASED, null, null, 0, end.because(), null, false));
    }

    private void settle(List<Settlement> settlements) {
        var claims = new LinkedHashMap<OrderId, Claim>();
        settlements.forEach(
                one -> claims.put(one.order(), claim(tables.claim(one.order()).orElseThrow())));
        var holds = claims.keySet().stream().collect(Collectors.toMap(order -> order, this::holds));
        var shelf = new Shelf(locked(holds));
        var settling = new Settling(shelf, claims, holds);
        settle(settlements, settling);
        if (!settling.refusals().isEmpty()) {
            throw new SimViolation("a dead letter: " + settling.refusals());
        }
        tables.write(shelf.movements());
        settling.returns().forEach(tables::add);
        settling.steps()
                .forEach(step -> tables.put(
                        step.order(), tables.claim(step.order()).orElseThrow().become(step.to(), step.because())));
    }

    private static void settle(List<Settlement> settlements, Settling settling) {
        try {
            settlements.forEach(settling::settle);
        } catch (IllegalStateException unsound) {
            throw new SimViolation("I1: " + unsound.getMessage()); // PostgreSQL's CHECK would say no for ever.
        }
    }

    private List<Pool> locked(Map<OrderId, List<Part>> holds) {
        var held = holds.values().stream()
                .flatMap(List::stream)
                .map(part -> tables.pool(part.poolId()).orElseThrow())
                .map(this::asItIs)
                .collect(Collectors.toSet());
        var ordinary = held.stream()
                .filter(pool -> pool.ended() || pool.isOrdinary())
                .map(Pool::sku)
                .collect(Collectors.toSet());
        return Stream.concat(held.stream(), tables.ordinary(ordinary).filter(pool -> isMissing(pool, held)))
                .toList();
    }

    /** With what has come back of them. */
    protected List<Part> holds(OrderId order) {
        return tables.holds(order);
    }

    /** Under its lock: whether its sale has ended is known only now. */
    protected Pool asItIs(Pool locked) {
        return locked;
    }

    private static boolean isMissing(Pool pool, Set<Pool> among) {
        return among.stream().noneMatch(other -> other.id() == pool.id());
    }

    private static Claim claim(ClaimRow row) {
        return new Claim(row.state(), row.userId(), row.fingerprint(), List.of());
    }
}
