package io.sluice.inventory;

import io.sluice.contracts.OrderId;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** An order as a key: its bucket, by which tables are sharded, and its id. */
@Embeddable
record OrderKey(short bucket, UUID orderId) {

    static OrderKey of(OrderId order) {
        return new OrderKey((short) order.bucket(), order.value());
    }
}
