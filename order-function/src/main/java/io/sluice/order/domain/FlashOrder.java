package io.sluice.order.domain;

import static io.sluice.order.domain.OrderStatus.PENDING_PAYMENT;
import static io.sluice.order.domain.OrderStatus.REJECTED;

import io.sluice.contracts.Money;
import io.sluice.contracts.OrderEvent.RejectionReason;
import io.sluice.contracts.OrderEvent.Source;
import io.sluice.order.domain.Decision.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stock that a flash sale holds for an order that does not exist yet: how its life begins. From there on it is an order
 * like any other, and {@link Life} says what becomes of it.
 *
 * <pre>
 *  stock held ──▶ PENDING_PAYMENT
 *     └── no order can be made of it ──▶ REJECTED
 * </pre>
 *
 * @param before what happened under the order's id, nothing as a rule
 * @param line what is held, at the sale's price
 * @param window how long the order may stay unpaid
 */
public record FlashOrder(NoOrder before, String userId, String flashSaleId, Line line, Duration window) {

    /** Units that wait longer than this for their money are somebody's mistake. */
    private static final Duration LONGEST_WINDOW = Duration.ofDays(30);

    /**
     * The first step. Pure and total: whatever is held, there is an order or a rejection. A sale's price is not discounted
     * again.
     *
     * @param shippingFeeMinor of every order, in minor units of its currency
     */
    public Change begin(long shippingFeeMinor, Instant at) {
        if (!Sku.is(line.sku())) {
            return reject("its SKU " + Sku.SAYS, at);
        }
        if (line.quantity() < 1) {
            return reject("its quantity is " + line.quantity(), at);
        }
        if (!window.isPositive() || window.compareTo(LONGEST_WINDOW) > 0) {
            return reject("its time to pay is " + window, at);
        }
        return price(shippingFeeMinor)
                .map(price -> place(price, at))
                .orElseGet(() -> reject("its total is nothing, or more than can be counted", at));
    }

    /** No order: nothing of it is kept but whose it was. Inventory hears of it and releases the units. */
    public Change reject(String because, Instant at) {
        var rejected = order(REJECTED, List.of(), new Price(nothing(), nothing(), nothing()), null);
        return rejected.change(
                rejected,
                "no order can be made of it: " + because,
                rejected.announce().rejected(RejectionReason.NOT_CREATABLE, at));
    }

    private Change place(Price price, Instant at) {
        var placed = order(PENDING_PAYMENT, List.of(line), price, at.plus(window));
        return placed.change(placed, "stock held", placed.announce().placed(at));
    }

    private Optional<Price> price(long shippingFeeMinor) {
        try {
            var fee = new Money(shippingFeeMinor, nothing().currency());
            var price = new Price(line.total(), fee, nothing());
            return price.total().minor() == 0 ? Optional.empty() : Optional.of(price);
        } catch (ArithmeticException beyondLong) {
            return Optional.empty();
        }
    }

    private Money nothing() {
        return Money.zero(line.unitPrice().currency());
    }

    private Order order(OrderStatus status, List<Line> lines, Price price, Instant payBy) {
        return new Order(
                before.id(),
                userId,
                Source.FLASH_SALE,
                flashSaleId,
                status,
                before.version(),
                lines,
                price,
                before.ledger(price.total()),
                null,
                payBy,
                null);
    }
}
