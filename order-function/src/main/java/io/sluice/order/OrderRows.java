package io.sluice.order;

import com.fasterxml.jackson.core.type.TypeReference;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;
import io.sluice.order.domain.Ended;
import io.sluice.order.domain.Ledger;
import io.sluice.order.domain.Line;
import io.sluice.order.domain.Order;
import io.sluice.order.domain.OrderStatus;
import io.sluice.order.domain.Price;
import io.sluice.order.domain.Refund;
import io.sluice.order.domain.Refunding;
import io.sluice.order.domain.Shipment;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Set;

/** Translates between the row and the domain's order. */
@ApplicationScoped
class OrderRows {

    private static final TypeReference<List<Line>> LINES = new TypeReference<>() {};
    private static final TypeReference<Set<PaymentId>> CAPTURES = new TypeReference<>() {};
    private static final TypeReference<List<Refund>> REFUNDS = new TypeReference<>() {};

    private static final TypeReference<List<Ended>> ENDED = new TypeReference<>() {};

    private final Json json;

    OrderRows(Json json) {
        this.json = json;
    }

    Order toOrder(OrderRow row) {
        return new Order(
                new OrderId(row.id),
                row.userId,
                row.source,
                row.flashSaleId,
                row.status,
                row.version,
                lines(row),
                price(row),
                ledger(row),
                row.leadingRefund == null ? null : new Refunding(RefundId.parse(row.leadingRefund), row.statusBefore),
                row.payBy,
                row.trackingNumber == null ? null : new Shipment(row.carrier, row.trackingNumber));
    }

    /** Makes {@code row} say what {@code order} has become at {@code at}. */
    void apply(OrderRow row, Order order, Instant at) {
        row.paidAt = order.status() == OrderStatus.PAID && row.paidAt == null ? at : row.paidAt;
        row.shippedAt = order.status() == OrderStatus.SHIPPED && row.shippedAt == null ? at : row.shippedAt;
        row.status = order.status();
        row.version = order.version();
        row.payBy = order.payBy();
        row.paid = order.ledger().paid().minor();
        row.refunded = order.ledger().refunded().minor();
        row.payment = text(order.ledger().payment());
        row.captures = json.write(order.ledger().captures());
        row.openRefunds = json.write(order.ledger().open());
        row.endedRefunds = json.write(order.ledger().ended());
        row.lines = json.write(order.lines());
        row.leadingRefund =
                order.refunding() == null ? null : order.refunding().refund().toString();
        row.statusBefore = order.refunding() == null ? null : order.refunding().before();
        row.carrier = order.shipment() == null ? null : order.shipment().carrier();
        row.trackingNumber = order.shipment() == null ? null : order.shipment().trackingNumber();
    }

    List<Line> lines(OrderRow row) {
        return json.read(row.lines, LINES);
    }

    private static Price price(OrderRow row) {
        return new Price(money(row.itemsTotal, row), money(row.shippingFee, row), money(row.discount, row));
    }

    private Ledger ledger(OrderRow row) {
        return new Ledger(
                money(row.paid, row),
                money(row.refunded, row),
                row.payment == null ? null : PaymentId.parse(row.payment),
                json.read(row.captures, CAPTURES),
                json.read(row.openRefunds, REFUNDS),
                json.read(row.endedRefunds, ENDED));
    }

    static Money money(long minor, OrderRow row) {
        return new Money(minor, Currency.getInstance(row.currency));
    }

    private static String text(PaymentId payment) {
        return payment == null ? null : payment.toString();
    }
}
