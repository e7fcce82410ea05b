package io.sluice.order;

import io.sluice.contracts.OrderEvent.RejectionReason;
import io.sluice.order.HoldOutcome.Held;
import io.sluice.order.HoldOutcome.OutOfStock;
import io.sluice.order.HoldOutcome.Released;
import io.sluice.order.HoldOutcome.Unknown;
import io.sluice.order.Placement.Unanswered;
import io.sluice.order.RecordPlacement.Outcome;
import io.sluice.order.domain.Signal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Takes an order from {@code PLACING} to its answer: for the request that began it, or for the sweeper. */
@ApplicationScoped
class FinishPlacement {

    private final Stock stock;
    private final RecordPlacement outcomes;
    private final OrderConfig config;

    FinishPlacement(Stock stock, RecordPlacement outcomes, OrderConfig config) {
        this.stock = stock;
        this.outcomes = outcomes;
        this.config = config;
    }

    Uni<Placement> finish(Unfinished order) {
        return stock.hold(order).chain(outcome -> settle(order, outcome));
    }

    private Uni<Placement> settle(Unfinished order, HoldOutcome outcome) {
        return switch (outcome) {
            case Held() -> confirm(order);
            case OutOfStock(var skus) -> reject(order, RejectionReason.OUT_OF_STOCK, skus);
            case Released() -> reject(order, RejectionReason.STOCK_UNAVAILABLE, List.of());
            case Unknown()
            when order.ageSeconds() >= config.sweep().patience().toSeconds() ->
                reject(order, RejectionReason.STOCK_UNAVAILABLE, List.of());
            case Unknown() -> Uni.createFrom().item(new Unanswered(order.id()));
        };
    }

    private Uni<Placement> confirm(Unfinished order) {
        return outcomes.record(new Outcome(order.id(), new Signal.StockHeld(config.paymentWindow()), List.of()));
    }

    /** Inventory hears of it and releases whatever it may hold. */
    private Uni<Placement> reject(Unfinished order, RejectionReason reason, List<String> skus) {
        return outcomes.record(new Outcome(order.id(), new Signal.StockRefused(reason), skus));
    }
}
