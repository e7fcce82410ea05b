package io.sluice.order.domain;

import io.sluice.contracts.OrderEvent;
import java.util.List;

/** What an order does about a {@link Signal}. */
public sealed interface Decision {

    /**
     * Become {@code to} and announce {@code events}, all or nothing. Amounts may change without the status.
     *
     * @param because for the order's history
     */
    record Change(Order to, List<OrderEvent> events, String because) implements Decision {}

    /** A repeated or late signal: acknowledge it and do nothing. */
    record Stay(String because) implements Decision {}

    /** A signal that makes no sense here: tell who sent it. */
    record Refuse(String because) implements Decision {}
}
