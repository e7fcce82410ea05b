package io.sluice.order;

import io.sluice.contracts.Address;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderEvent.Source;
import io.sluice.contracts.OrderId;
import io.sluice.order.domain.OrderStatus;
import java.time.Instant;
import java.util.List;

/**
 * An order as clients see it.
 *
 * @param payBy when an unpaid order ends; absent until stock is held
 */
record OrderView(
        OrderId id,
        String userId,
        OrderStatus status,
        Source source,
        String flashSaleId,
        List<LineView> lines,
        Money itemsTotal,
        Money shippingFee,
        Money discount,
        Money total,
        Money paid,
        Money refunded,
        Instant payBy,
        Instant placedAt,
        Instant paidAt,
        ShipmentView shipment,
        Address address,
        String remark) {

    /** One SKU of it. */
    record LineView(String sku, String name, int quantity, Money unitPrice, Money lineTotal, int refundedQuantity) {}

    /** How the goods travel. */
    record ShipmentView(String carrier, String trackingNumber, Instant shippedAt) {}
}
