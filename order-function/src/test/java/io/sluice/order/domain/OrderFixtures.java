package io.sluice.order.domain;

import io.sluice.contracts.Money;
import io.sluice.contracts.OrderEvent.RefundCause;
import io.sluice.contracts.OrderEvent.Source;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

/** Orders for tests: two lamps of 19.99, in any status, with the money that the status implies. */
final class OrderFixtures {

    static final Instant NOW = Instant.parse("2026-11-20T20:00:00Z");
    static final Money TOTAL = cny(3998);
    static final PaymentId PAYMENT = PaymentId.parse("0198c0de00017abc8000000000000002");
    static final PaymentId ANOTHER = PaymentId.parse("0198c0de00017abc8000000000000009");
    static final RefundId GOODS_BACK = RefundId.parse("0198c0de00018abc8000000000000003");
    static final RefundId PART_BACK = RefundId.parse("0198c0de00018abc8000000000000004");
    static final Shipment SHIPMENT = new Shipment("SF", "T1");

    private OrderFixtures() {}

    static Money cny(long minor) {
        return new Money(minor, Currency.getInstance("CNY"));
    }

    static Order orderIn(OrderStatus status) {
        return new Order(
                OrderId.parse("0198c0de-0000-7abc-8000-000000000001"),
                "buyer-1",
                Source.NORMAL,
                null,
                status,
                4,
                List.of(new Line("lamp", "A lamp", 2, cny(1999), 0)),
                new Price(cny(3998), cny(0), cny(0)),
                ledgerIn(status),
                refundingIn(status),
                status == OrderStatus.PLACING || status == OrderStatus.REJECTED ? null : NOW.plusSeconds(1800),
                status == OrderStatus.SHIPPED || status == OrderStatus.COMPLETED ? SHIPMENT : null);
    }

    private static Ledger ledgerIn(OrderStatus status) {
        var empty = Ledger.empty(TOTAL);
        return switch (status) {
            case PLACING, PENDING_PAYMENT, CANCELLED, REJECTED -> empty;
            case PAID, SHIPPED, COMPLETED -> empty.note(PAYMENT).take(PAYMENT, TOTAL);
            case REFUNDING -> empty.note(PAYMENT).take(PAYMENT, TOTAL).begin(goodsBack());
            case REFUNDED ->
                empty.note(PAYMENT).take(PAYMENT, TOTAL).end(returned()).giveBack(returned());
        };
    }

    private static Refund goodsBack() {
        return new Refund(GOODS_BACK, RefundCause.GOODS, PAYMENT, TOTAL);
    }

    private static Ended returned() {
        return new Ended(goodsBack(), true, true, false);
    }

    private static Refunding refundingIn(OrderStatus status) {
        return status == OrderStatus.REFUNDING || status == OrderStatus.REFUNDED
                ? new Refunding(GOODS_BACK, OrderStatus.PAID)
                : null;
    }
}
