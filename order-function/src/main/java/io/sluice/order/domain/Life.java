package io.sluice.order.domain;

import static io.sluice.order.domain.OrderStatus.CANCELLED;
import static io.sluice.order.domain.OrderStatus.COMPLETED;
import static io.sluice.order.domain.OrderStatus.PENDING_PAYMENT;
import static io.sluice.order.domain.OrderStatus.REJECTED;
import static io.sluice.order.domain.OrderStatus.SHIPPED;

import io.sluice.contracts.OrderEvent.CancellationReason;
import io.sluice.order.domain.Decision.Refuse;
import io.sluice.order.domain.Decision.Stay;
import io.sluice.order.domain.Signal.AddressChanged;
import io.sluice.order.domain.Signal.CancelAsked;
import io.sluice.order.domain.Signal.GoodsReceived;
import io.sluice.order.domain.Signal.GoodsShipped;
import io.sluice.order.domain.Signal.PaymentCaptured;
import io.sluice.order.domain.Signal.RefundAsked;
import io.sluice.order.domain.Signal.RefundFailed;
import io.sluice.order.domain.Signal.RefundSucceeded;
import io.sluice.order.domain.Signal.SendBackAsked;
import io.sluice.order.domain.Signal.StockHeld;
import io.sluice.order.domain.Signal.StockRefused;
import java.time.Instant;

/**
 * The rules of an order's life.
 *
 * <pre>
 *  PLACING ── stock held ──▶ PENDING_PAYMENT ── captured in full ──▶ PAID ── shipped ──▶ SHIPPED ── received ──▶ COMPLETED
 *     │                             │                                 └───────────────────┴── refund of all ──────┘
 *     └── refused ──▶ REJECTED      └── cancelled, deadline ──▶ CANCELLED ── captured late ──▶ REFUNDING ◀───────┘
 *                                                                                              │    │
 *                                                                    REFUNDED ◀── succeeded ──┘    └── failed ──▶ where it was
 * </pre>
 *
 * Money that the order has no use for (too little, too much, another currency, a second payment) goes back from any
 * status, and leaves the status alone: {@link Captures}. A refund that failed is a case: {@link Refunds}.
 */
final class Life {

    private Life() {}

    /** Pure and total: every signal has an answer in every status, and the compiler checks that it has. */
    static Decision decide(Order order, Signal signal, Instant at) {
        return switch (signal) {
            case StockHeld held -> onHeld(order, held, at);
            case StockRefused refused -> onRefusal(order, refused, at);
            case PaymentCaptured captured -> Captures.onCaptured(order, captured, at);
            case SendBackAsked asked -> Captures.onSendBack(order, asked, at);
            case CancelAsked cancel -> onCancel(order, cancel, at);
            case AddressChanged _ -> onAddress(order, at);
            case GoodsShipped(var carrier, var number) -> onShipment(order, new Shipment(carrier, number), at);
            case GoodsReceived _ -> onReceipt(order, at);
            case RefundAsked asked -> Refunds.onAsked(order, asked, at);
            case RefundSucceeded(var refund) -> Refunds.onSucceeded(order, refund, at);
            case RefundFailed(var refund) -> Refunds.onFailed(order, refund);
        };
    }

    private static Decision onHeld(Order order, StockHeld held, Instant at) {
        return switch (order.status()) {
            case PLACING -> {
                var placed = order.with(PENDING_PAYMENT).with(at.plus(held.window()));
                yield order.change(placed, "stock held", placed.announce().placed(at));
            }
            case PENDING_PAYMENT, PAID, SHIPPED, COMPLETED, CANCELLED, REJECTED, REFUNDING, REFUNDED -> answered();
        };
    }

    private static Decision onRefusal(Order order, StockRefused refused, Instant at) {
        return switch (order.status()) {
            case PLACING ->
                order.change(
                        order.with(REJECTED), because(refused), order.announce().rejected(refused.reason(), at));
            case PENDING_PAYMENT, PAID, SHIPPED, COMPLETED, CANCELLED, REJECTED, REFUNDING, REFUNDED -> answered();
        };
    }

    private static Decision onCancel(Order order, CancelAsked cancel, Instant at) {
        return switch (order.status()) {
            case PENDING_PAYMENT ->
                order.change(
                        order.with(CANCELLED), because(cancel), order.announce().cancelled(cancel.reason(), at));
            case CANCELLED -> new Stay("already cancelled");
            case PLACING, PAID, SHIPPED, COMPLETED, REJECTED, REFUNDING, REFUNDED ->
                cancel.reason() == CancellationReason.PAYMENT_TIMEOUT
                        ? new Stay("not waiting for payment")
                        : refuse(order, "cannot be cancelled");
        };
    }

    private static Decision onAddress(Order order, Instant at) {
        return switch (order.status()) {
            case PENDING_PAYMENT, PAID ->
                order.change(order, "address changed", order.announce().addressChanged(at));
            case PLACING, SHIPPED, COMPLETED, CANCELLED, REJECTED, REFUNDING, REFUNDED ->
                refuse(order, "keeps its address");
        };
    }

    private static Decision onShipment(Order order, Shipment by, Instant at) {
        return switch (order.status()) {
            case PAID ->
                order.change(
                        order.with(SHIPPED).with(by),
                        "shipped",
                        order.announce().shipped(by, at));
            case SHIPPED, COMPLETED ->
                by.equals(order.shipment()) ? new Stay("already shipped so") : refuse(order, "is shipped otherwise");
            case PLACING, PENDING_PAYMENT, CANCELLED, REJECTED, REFUNDING, REFUNDED ->
                refuse(order, "cannot be shipped");
        };
    }

    private static Decision onReceipt(Order order, Instant at) {
        return switch (order.status()) {
            case SHIPPED ->
                order.change(order.with(COMPLETED), "received", order.announce().completed(at));
            case COMPLETED -> new Stay("already received");
            case PLACING, PENDING_PAYMENT, PAID, CANCELLED, REJECTED, REFUNDING, REFUNDED ->
                refuse(order, "cannot be received");
        };
    }

    private static Stay answered() {
        return new Stay("the hold is answered already");
    }

    static Refuse refuse(Order order, String what) {
        return new Refuse("an order that is " + order.status() + " " + what);
    }

    private static String because(StockRefused refused) {
        return switch (refused.reason()) {
            case OUT_OF_STOCK -> "out of stock";
            case STOCK_UNAVAILABLE -> "stock could not be asked in time";
            case NOT_CREATABLE -> "no order can be made of it";
        };
    }

    private static String because(CancelAsked cancel) {
        return cancel.why() == null ? words(cancel.reason()) : words(cancel.reason()) + ": " + cancel.why();
    }

    private static String words(CancellationReason reason) {
        return switch (reason) {
            case CUSTOMER -> "cancelled by the customer";
            case OPERATOR -> "cancelled by an operator";
            case PAYMENT_TIMEOUT -> "not paid in time";
        };
    }
}
