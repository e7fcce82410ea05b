package io.sluice.order;

import io.sluice.contracts.Address;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.order.domain.Line;
import io.sluice.order.domain.Price;
import java.util.List;

/** An order that somebody wants: committed before anything is asked of another function. */
record Intent(
        OrderId id,
        IdempotencyKey key,
        String fingerprint,
        List<Line> lines,
        Price price,
        Address address,
        String remark) {

    Money total() {
        return price.total();
    }
}
