package io.sluice.inventory.flash;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.Goods;
import io.sluice.inventory.domain.Settlement;
import io.sluice.inventory.domain.Signal;
import io.sluice.inventory.domain.Ticket;
import java.util.Optional;

/**
 * What order-function says on {@code orders}, as far as it concerns stock.
 *
 * @param goods what comes back, where it does
 */
record SimNews(OrderId order, Kind kind, Goods goods) {

    SimNews(OrderId order, Kind kind) {
        this(order, kind, null);
    }

    /** The reason of a claim whose order ended unpaid through its user. */
    static final String CANCELLED = "order-cancelled";

    enum Kind {
        PLACED,
        REJECTED,
        PAID,
        CANCELLED,
        RETURNED
    }

    /** What it does to the order's stock; nothing if the order was only placed. */
    Optional<Settlement> settlement() {
        return switch (kind) {
            case PLACED -> Optional.empty();
            case REJECTED -> Optional.of(new Settlement(order, Signal.RELEASE, Ticket.ORDER_REJECTED));
            case PAID -> Optional.of(new Settlement(order, Signal.SELL, "order-paid"));
            case CANCELLED -> Optional.of(new Settlement(order, Signal.RELEASE, CANCELLED));
            case RETURNED -> Optional.of(Settlement.back(order, goods, "order-refunded"));
        };
    }
}
