package io.sluice.inventory;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.contracts.OrderId;
import io.sluice.inbox.Refused;
import io.sluice.inventory.HoldStore.Hold;
import io.sluice.inventory.domain.Claim;
import io.sluice.inventory.domain.Part;
import io.sluice.inventory.domain.Pool;
import io.sluice.inventory.domain.Settlement;
import io.sluice.inventory.domain.Settling;
import io.sluice.inventory.domain.Shelf;
import io.sluice.inventory.domain.Signal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Sells, releases or takes back what orders have, once; an order that ends before it asked leaves a tombstone. */
@ApplicationScoped
class SettleHold {

    private final ClaimStore claims;
    private final PoolStore pools;
    private final HoldStore holds;
    private final Ledger ledger;

    SettleHold(ClaimStore claims, PoolStore pools, HoldStore holds, Ledger ledger) {
        this.claims = claims;
        this.pools = pools;
        this.holds = holds;
        this.ledger = ledger;
    }

    /** In a transaction of its own. */
    Uni<Void> settle(Settlement settlement) {
        return Panache.withTransaction(() -> settle(List.of(settlement)));
    }

    /**
     * In the caller's transaction, all or none. Fails with {@link Refused} if an order has nothing to sell or to give back; a
     * release never does: also an unknown order gets nothing afterwards.
     */
    Uni<Void> settle(List<Settlement> settlements) {
        if (settlements.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var ends = settlements.stream()
                .filter(settlement -> settlement.signal() == Signal.RELEASE)
                .toList();
        var orders = settlements.stream().map(Settlement::order).distinct().toList();
        return claims.bury(ends)
                .chain(() -> claims.lock(orders))
                .chain(found -> holds.of(found.keySet())
                        .chain(held -> lock(held).chain(pool -> settle(settlements, found, held, pool))));
    }

    /** Whether a sale has ended is known only under its pool's lock; then the units go to the ordinary stock. */
    private Uni<List<Pool>> lock(List<Hold> held) {
        var shares = held.stream()
                .filter(hold -> !hold.ordinary())
                .map(Hold::poolId)
                .distinct()
                .toList();
        return pools.lockShares(shares)
                .chain(locked -> pools.lockOrdinary(ordinarySkus(held, locked))
                        .map(ordinary -> Stream.concat(locked.stream(), ordinary.stream())
                                .toList()));
    }

    private static List<String> ordinarySkus(List<Hold> held, List<Pool> shares) {
        var ended = shares.stream().filter(Pool::ended).map(Pool::sku);
        var ordinary = held.stream().filter(Hold::ordinary).map(Hold::sku);
        return Stream.concat(ended, ordinary).distinct().sorted().toList();
    }

    private Uni<Void> settle(
            List<Settlement> settlements, Map<OrderId, Claim> found, List<Hold> held, List<Pool> locked) {
        var shelf = new Shelf(locked);
        var settling = new Settling(shelf, found, parts(held));
        settlements.forEach(settling::settle);
        if (!settling.refusals().isEmpty()) {
            return Uni.createFrom().failure(new Refused(settling.refusals().getFirst()));
        }
        return ledger.write(shelf.movements())
                .chain(() -> holds.takeBack(settling.returns()))
                .chain(() -> claims.step(settling.steps()));
    }

    private static Map<OrderId, List<Part>> parts(List<Hold> held) {
        return held.stream().collect(groupingBy(Hold::order, mapping(Hold::part, toList())));
    }
}
