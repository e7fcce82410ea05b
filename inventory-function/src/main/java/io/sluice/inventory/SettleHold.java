package io.sluice.inventory;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.contracts.OrderId;
import io.sluice.inbox.Refused;
import io.sluice.inventory.domain.Claim;
import io.sluice.inventory.domain.ClaimState;
import io.sluice.inventory.domain.Decision;
import io.sluice.inventory.domain.Signal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Sells or releases what an order holds, once; an order that ends before it asked leaves a tombstone. */
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

    /** Fails with {@link Refused} if the order has nothing to sell. */
    Uni<Void> sell(OrderId order) {
        return settle(OrderKey.of(order), Signal.SELL, "order-paid");
    }

    /** Never fails because of what the claim is: also an unknown order gets nothing afterwards. */
    Uni<Void> release(OrderId order, String because) {
        return settle(OrderKey.of(order), Signal.RELEASE, because);
    }

    private Uni<Void> settle(OrderKey order, Signal signal, String because) {
        return Panache.withTransaction(() -> claims.lock(order)
                .chain(found -> found.isPresent()
                        ? follow(order, found.get(), signal, because)
                        : followUnclaimed(order, signal, because)));
    }

    private Uni<Void> follow(OrderKey order, Claim claim, Signal signal, String because) {
        return switch (claim.on(signal)) {
            case Decision.Become(var to) ->
                move(order, claim, signal, to).chain(() -> claims.become(order, claim.state(), to, because));
            case Decision.Stay _ -> Uni.createFrom().voidItem();
            case Decision.Refuse(var why) -> Uni.createFrom().failure(new Refused(why));
        };
    }

    /** Whoever asks for stock in between wins the claim, and is followed. */
    private Uni<Void> followUnclaimed(OrderKey order, Signal signal, String because) {
        return switch (Claim.unclaimed(signal)) {
            case Decision.Become _ ->
                claims.bury(order, because)
                        .chain(buried -> buried
                                ? Uni.createFrom().voidItem()
                                : claims.lock(order)
                                        .chain(found -> follow(order, found.orElseThrow(), signal, because)));
            case Decision.Stay _ -> Uni.createFrom().voidItem();
            case Decision.Refuse(var why) -> Uni.createFrom().failure(new Refused(why));
        };
    }

    private Uni<Void> move(OrderKey order, Claim claim, Signal signal, ClaimState to) {
        return holds.of(order).chain(held -> {
            var movements = held.stream()
                    .map(hold -> movement(order, claim, hold, signal, to))
                    .toList();
            return pools.lock(poolsOf(held)).chain(() -> ledger.write(movements));
        });
    }

    private static List<Long> poolsOf(List<HoldRow> held) {
        return held.stream().map(hold -> hold.key.poolId()).toList();
    }

    private static Movement movement(OrderKey order, Claim claim, HoldRow hold, Signal signal, ClaimState to) {
        var reason =
                switch (signal) {
                    case SELL -> Movement.Reason.SOLD;
                    case RELEASE -> Movement.Reason.RELEASED;
                };
        var move = signal.move(hold.key.poolId(), hold.quantity);
        return Movement.of(move, reason, order, claim.userId(), hold.quantity, to);
    }
}
