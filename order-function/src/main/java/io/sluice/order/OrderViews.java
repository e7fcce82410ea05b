package io.sluice.order;

import io.sluice.contracts.Address;
import io.sluice.contracts.OrderId;
import io.sluice.order.OrderView.LineView;
import io.sluice.order.OrderView.ShipmentView;
import io.sluice.order.domain.Line;
import jakarta.enterprise.context.ApplicationScoped;

/** Renders rows for clients. */
@ApplicationScoped
class OrderViews {

    private final OrderRows rows;
    private final Json json;

    OrderViews(OrderRows rows, Json json) {
        this.rows = rows;
        this.json = json;
    }

    OrderView of(OrderRow row) {
        return new OrderView(
                new OrderId(row.id),
                row.userId,
                row.status,
                row.source,
                row.flashSaleId,
                rows.lines(row).stream().map(OrderViews::line).toList(),
                OrderRows.money(row.itemsTotal, row),
                OrderRows.money(row.shippingFee, row),
                OrderRows.money(row.discount, row),
                OrderRows.money(row.total, row),
                OrderRows.money(row.paid, row),
                OrderRows.money(row.refunded, row),
                row.payBy,
                row.placedAt,
                row.paidAt,
                row.trackingNumber == null ? null : new ShipmentView(row.carrier, row.trackingNumber, row.shippedAt),
                row.address == null ? null : json.read(row.address, Address.class),
                row.remark);
    }

    static LineView line(Line line) {
        return new LineView(
                line.sku(), line.name(), line.quantity(), line.unitPrice(), line.total(), line.refundedQuantity());
    }
}
