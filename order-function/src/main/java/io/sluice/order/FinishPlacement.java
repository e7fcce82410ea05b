package io.sluice.order;

import io.sluice.contracts.OrderEvent.RejectionReason;
import io.sluice.order.Advance.Missing;
import io.sluice.order.Advance.Moved;
import io.sluice.order.Advance.NotAllowed;
import io.sluice.order.Advance.Stayed;
import io.sluice.order.HoldOutcome.Held;
import io.sluice.order.HoldOutcome.OutOfStock;
import io.sluice.order.HoldOutcome.Released;
import io.sluice.order.HoldOutcome.Unknown;
import io.sluice.order.Placement.Answered;
import io.sluice.order.Placement.Unanswered;
import io.sluice.order.domain.Signal;
import io.sluice.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Takes an order from {@code PLACING} to its answer: for the request that began it, or for the sweeper. */
@ApplicationScoped
class FinishPlacement {

    private final Stock stock;
    private final AdvanceOrder orders;
    private final IdempotencyStore keys;
    private final Answers answers;
    private final Outbox outbox;
    private final OrderConfig config;

    FinishPlacement(
            Stock stock,
            AdvanceOrder orders,
            IdempotencyStore keys,
            Answers answers,
            Outbox outbox,
            OrderConfig config) {
        this.stock = stock;
        this.orders = orders;
        this.keys = keys;
        this.answers = answers;
        this.outbox = outbox;
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
        return record(order, new Signal.StockHeld(config.paymentWindow()), List.of());
    }

    /** Inventory hears of it and releases whatever it may hold. */
    private Uni<Placement> reject(Unfinished order, RejectionReason reason, List<String> skus) {
        return record(order, new Signal.StockRefused(reason), skus);
    }

    /** The order's new status and the answer to its request, both or neither. */
    private Uni<Placement> record(Unfinished order, Signal signal, List<String> skus) {
        return outbox.inTransaction(session -> orders.advance(session, order.id(), signal)
                .chain(advance -> switch (advance) {
                    case Moved(var row) -> answer(session, answers.render(row, skus));
                    case Stayed _, NotAllowed _, Missing _ -> answered(session, order);
                }));
    }

    private Uni<Placement> answer(Mutiny.Session session, Answer answer) {
        return keys.answer(session, answer).replaceWith(new Answered(answer, false));
    }

    /** Somebody else was faster: the sweeper, or the request. */
    private Uni<Placement> answered(Mutiny.Session session, Unfinished order) {
        return keys.find(session, order.id())
                .map(known -> known.flatMap(IdempotencyStore.Known::answer)
                        .<Placement>map(answer -> new Answered(answer, false))
                        .orElseGet(() -> new Unanswered(order.id())));
    }
}
