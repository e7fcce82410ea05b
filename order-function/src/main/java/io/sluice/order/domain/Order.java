package io.sluice.order.domain;

import static io.sluice.order.domain.OrderStatus.REFUNDING;

import io.sluice.contracts.Money;
import io.sluice.contracts.OrderEvent;
import io.sluice.contracts.OrderEvent.Source;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.RefundId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order as it stands. What may become of it is {@link Life}'s to say.
 *
 * @param version of its last event
 * @param flashSaleId of a flash order only
 * @param refunding while {@code REFUNDING} or {@code REFUNDED}
 * @param payBy from {@code PENDING_PAYMENT} on
 * @param shipment from {@code SHIPPED} on
 */
public record Order(
        OrderId id,
        String userId,
        Source source,
        String flashSaleId,
        OrderStatus status,
        long version,
        List<Line> lines,
        Price price,
        Ledger ledger,
        Refunding refunding,
        Instant payBy,
        Shipment shipment) {

    /** What the order does about {@code signal}, which came at {@code at}. */
    public Decision on(Signal signal, Instant at) {
        return Life.decide(this, signal, at);
    }

    /** Whether {@code amount} pays the order. */
    boolean isPaidBy(Money amount) {
        return isInItsCurrency(amount) && amount.covers(price.total());
    }

    boolean isInItsCurrency(Money amount) {
        return amount.currency().equals(price.total().currency());
    }

    boolean isLedBy(RefundId refund) {
        return status == REFUNDING && refunding.refund().equals(refund);
    }

    Announcements announce() {
        return new Announcements(this, version + 1);
    }

    /** This order becomes {@code to} and says {@code events}, whose versions follow its own. */
    Decision.Change change(Order to, String because, OrderEvent... events) {
        return change(to, because, List.of(events));
    }

    /** This order becomes {@code to} and says {@code events}, whose versions follow its own. */
    Decision.Change change(Order to, String because, List<OrderEvent> events) {
        return new Decision.Change(to.with(version + events.size()), events, because);
    }

    /** This order becomes {@code to} without a word, and a person must look at it. */
    Decision.Change open(Order to, String because, Case opened) {
        return new Decision.Change(to, List.of(), because, Optional.of(opened));
    }

    Order with(OrderStatus next) {
        return new Order(
                id, userId, source, flashSaleId, next, version, lines, price, ledger, refunding, payBy, shipment);
    }

    Order with(Ledger next) {
        return new Order(
                id, userId, source, flashSaleId, status, version, lines, price, next, refunding, payBy, shipment);
    }

    Order with(Instant deadline) {
        return new Order(
                id, userId, source, flashSaleId, status, version, lines, price, ledger, refunding, deadline, shipment);
    }

    Order with(Shipment by) {
        return new Order(id, userId, source, flashSaleId, status, version, lines, price, ledger, refunding, payBy, by);
    }

    /** {@code REFUNDING}, because of {@code refund}. */
    Order leadBy(RefundId refund) {
        var leading = new Refunding(refund, status);
        return new Order(
                id, userId, source, flashSaleId, REFUNDING, version, lines, price, ledger, leading, payBy, shipment);
    }

    private Order with(long next) {
        return new Order(
                id, userId, source, flashSaleId, status, next, lines, price, ledger, refunding, payBy, shipment);
    }
}
