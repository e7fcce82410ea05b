package io.sluice.order;

import io.sluice.contracts.OrderId;

/** Reads the order's id out of a path: what is no id is no order either. */
final class OrderPath {

    private OrderPath() {}

    static OrderId id(String text) {
        try {
            return OrderId.parse(text);
        } catch (IllegalArgumentException e) {
            throw Caller.notFound();
        }
    }
}
