package io.sluice.inventory.domain;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.Movement.Change;
import java.util.ArrayList;
import java.util.List;

/** Holds baskets of orders one after another, all of a basket or nothing, and remembers what it came to. */
public final class HoldBatch {

    /** An order that gets nothing, because these SKUs have too little left. */
    public record Refusal(OrderId order, List<String> skus) {}

    private final Shelf shelf;
    private final List<Holding> holdings = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<OrderId> unknown = new ArrayList<>();

    /** @param shelf with the ordinary pools of all SKUs that have any */
    public HoldBatch(Shelf shelf) {
        this.shelf = shelf;
    }

    /** Decides about an order that nothing was decided about. */
    public Answer hold(OrderId order, String userId, Basket basket) {
        return switch (basket.against(shelf.ordinary())) {
            case Verdict.Granted(var moves) -> {
                moves.forEach(move -> hold(order, userId, move));
                yield new Answer.Held();
            }
            case Verdict.Short(var skus) -> {
                refusals.add(new Refusal(order, skus));
                yield new Answer.OutOfStock(skus);
            }
            case Verdict.Unknown(var skus) -> {
                unknown.add(order);
                yield new Answer.UnknownSkus(skus);
            }
        };
    }

    private void hold(OrderId order, String userId, Move move) {
        shelf.hold(move, new Change(order.value(), userId, move.held(), ClaimState.HELD));
        holdings.add(new Holding(order, move.poolId(), move.held()));
    }

    /** What the orders got. */
    public List<Holding> holdings() {
        return holdings;
    }

    /** The orders that got nothing. */
    public List<Refusal> refusals() {
        return refusals;
    }

    /** The orders about which nothing is decided: they may ask again. */
    public List<OrderId> unknown() {
        return unknown;
    }

    /** The pools' changes. */
    public List<Movement> movements() {
        return shelf.movements();
    }
}
