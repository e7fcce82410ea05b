package io.sluice.order.domain;

import io.sluice.contracts.Money;
import io.sluice.contracts.OrderEvent;
import io.sluice.contracts.OrderEvent.CancellationReason;
import io.sluice.contracts.OrderEvent.RejectionReason;
import java.time.Instant;
import java.util.List;

/** Words an order's events: what they repeat of the order, and their version. */
record Announcements(Order order, long version) {

    /** The event after this one, said at the same time. */
    Announcements next() {
        return new Announcements(order, version + 1);
    }

    OrderEvent placed(Instant at) {
        return new OrderEvent.Placed(
                order.id(),
                version,
                order.userId(),
                order.source(),
                order.flashSaleId(),
                lines(),
                order.price().items(),
                order.price().shippingFee(),
                order.price().discount(),
                total(),
                order.payBy(),
                at);
    }

    OrderEvent rejected(RejectionReason reason, Instant at) {
        return new OrderEvent.Rejected(order.id(), version, order.userId(), reason, at);
    }

    OrderEvent paid(Instant at) {
        return new OrderEvent.Paid(
                order.id(), version, order.userId(), order.ledger().payment(), lines(), total(), at);
    }

    OrderEvent cancelled(CancellationReason reason, Instant at) {
        return new OrderEvent.Cancelled(order.id(), version, order.userId(), reason, at);
    }

    OrderEvent addressChanged(Instant at) {
        return new OrderEvent.AddressChanged(order.id(), version, at);
    }

    OrderEvent shipped(Shipment by, Instant at) {
        return new OrderEvent.Shipped(order.id(), version, by.carrier(), by.trackingNumber(), at);
    }

    OrderEvent completed(Instant at) {
        return new OrderEvent.Completed(order.id(), version, at);
    }

    /** This event and those that follow from it. */
    List<OrderEvent> begun(Refund refund, Instant at) {
        return refund.begun(order.id(), version, order.shipment() != null, at);
    }

    OrderEvent refunded(Refund refund, Instant at) {
        return new OrderEvent.Refunded(
                order.id(),
                version,
                refund.id(),
                refund.cause(),
                refund.payment(),
                refund.amount(),
                List.of(),
                false,
                at);
    }

    private List<OrderEvent.Line> lines() {
        return order.lines().stream().map(Line::announced).toList();
    }

    private Money total() {
        return order.price().total();
    }
}
