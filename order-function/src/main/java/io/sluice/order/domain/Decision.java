package io.sluice.order.domain;

import io.sluice.contracts.OrderEvent;
import java.util.List;
import java.util.Optional;

/** What an order does about a {@link Signal}. */
public sealed interface Decision {

    /**
     * Become {@code to}, announce {@code events} and open {@code opened}, all or nothing. Amounts may change without the
     * status.
     *
     * @param because for the order's history
     * @param opened what a person must look at, if anything
     */
    record Change(Order to, List<OrderEvent> events, String because, Optional<Case> opened) implements Decision {

        /** Without a case. */
        public Change(Order to, List<OrderEvent> events, String because) {
            this(to, events, because, Optional.empty());
        }
    }

    /** A repeated or late signal: acknowledge it and do nothing. */
    record Stay(String because) implements Decision {}

    /** A signal that makes no sense here: tell who sent it. */
    record Refuse(String because) implements Decision {}
}
