package io.sluice.order;

import io.sluice.contracts.OrderId;
import io.sluice.order.domain.Quote;
import java.util.List;

/** What became of a request for an order. */
sealed interface Placement {

    /** The order was placed or rejected. */
    record Answered(Answer answer, boolean replayed) implements Placement {}

    /** Whether stock is held is not known yet; the same key will get the answer. */
    record Unanswered(OrderId orderId) implements Placement {}

    /** The first request with this key has no answer yet. */
    record KeyInProgress(OrderId orderId) implements Placement {}

    /** The key stands for another body. */
    record KeyReused() implements Placement {}

    /** Nothing was recorded: as many requests wait already as may. */
    record Overloaded() implements Placement {}

    /** Nothing was recorded: it cannot be ordered so. */
    record NotOrderable(List<Quote.Obstacle> obstacles) implements Placement {}

    /** Nothing was recorded: the checkout is unknown or too old. */
    record CheckoutExpired() implements Placement {}

    /** Nothing was recorded: these cost something else now. */
    record PriceChanged(List<String> skus) implements Placement {}
}
