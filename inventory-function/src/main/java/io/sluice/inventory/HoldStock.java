package io.sluice.inventory;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.Answer;
import io.sluice.inventory.domain.Basket;
import io.sluice.inventory.domain.ClaimState;
import io.sluice.inventory.domain.Move;
import io.sluice.inventory.domain.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Sets aside all lines of an order or none, once per order: whoever asks again gets the first answer. */
@ApplicationScoped
class HoldStock {

    private final ClaimStore claims;
    private final PoolStore pools;
    private final HoldStore holds;
    private final Ledger ledger;

    HoldStock(ClaimStore claims, PoolStore pools, HoldStore holds, Ledger ledger) {
        this.claims = claims;
        this.pools = pools;
        this.holds = holds;
        this.ledger = ledger;
    }

    Uni<Answer> hold(OrderId id, String userId, Basket basket) {
        var order = OrderKey.of(id);
        var fingerprint = basket.fingerprint(userId);
        return Panache.withTransaction(() -> claims.open(order, userId, fingerprint)
                .chain(opened -> opened
                        ? decide(order, userId, basket)
                        : claims.get(order).map(claim -> claim.answer(fingerprint))));
    }

    private Uni<Answer> decide(OrderKey order, String userId, Basket basket) {
        return pools.lockOrdinary(basket.skus()).chain(locked -> switch (basket.against(locked)) {
            case Verdict.Granted(var moves) -> grant(order, userId, moves);
            case Verdict.Short(var skus) -> claims.reject(order, skus).replaceWith(new Answer.OutOfStock(skus));
            case Verdict.Unknown(var skus) -> forget().replaceWith(new Answer.UnknownSkus(skus));
        });
    }

    private Uni<Answer> grant(OrderKey order, String userId, List<Move> moves) {
        var movements = moves.stream()
                .map(move -> Movement.of(move, Movement.Reason.HELD, order, userId, move.held(), ClaimState.HELD))
                .toList();
        return ledger.write(movements).chain(() -> holds.add(order, moves)).replaceWith(new Answer.Held());
    }

    /** Leaves no claim: the order may ask again when the SKU is known. */
    private static Uni<Void> forget() {
        return Panache.currentTransaction()
                .invoke(Mutiny.Transaction::markForRollback)
                .replaceWithVoid();
    }
}
