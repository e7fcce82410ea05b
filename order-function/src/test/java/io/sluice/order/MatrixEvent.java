package io.sluice.order;

import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentEvent;
import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;
import io.sluice.order.domain.Signal;
import java.time.Instant;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the rows of {@link PaymentMatrixTest} hear. {@link #FIRST} is the payment that an order of the table knows, if it knows
 * one; the others come with a second. What arrives by {@code payments} is translated as {@link PaymentEvents} does.
 */
final class MatrixEvent {

    static final OrderId ORDER = OrderId.parse("0198c0de-0000-7abc-8000-000000000001");
    static final PaymentId FIRST = PaymentId.parse("0198c0de00017abc8000000000000002");
    static final RefundId GOODS = RefundId.parse("0198c0de00018abc8000000000000003");
    static final Instant NOW = Instant.parse("2026-11-20T20:00:00Z");

    private static final PaymentId SECOND = PaymentId.parse("0198c0de00017abc8000000000000009");
    private static final Map<String, PaymentEvent> HEARD = new LinkedHashMap<>();
    private static final Map<String, Signal> TOLD = new LinkedHashMap<>();

    static {
        HEARD.put("captured exactly", captured(SECOND, 1, cny(3998), false));
        HEARD.put("captured with surplus", captured(SECOND, 1, cny(4000), false));
        HEARD.put("captured too little", captured(SECOND, 1, cny(1), false));
        HEARD.put(
                "captured in another currency",
                captured(SECOND, 1, new Money(3998, Currency.getInstance("JPY")), false));
        HEARD.put("captured nothing", captured(SECOND, 1, cny(0), false));
        HEARD.put("the first captured again", captured(FIRST, 1, cny(3998), false));
        HEARD.put("the first captured nothing", captured(FIRST, 1, cny(0), false));
        HEARD.put("to be sent back", captured(SECOND, 2, cny(3998), true));
        HEARD.put("the first's to be sent back", captured(FIRST, 2, cny(1), true));
        HEARD.put("nothing to be sent back", captured(FIRST, 2, cny(0), true));
        HEARD.put("payment closed", new PaymentEvent.Closed(ORDER, SECOND, 1, Provider.STRIPE, NOW));
        HEARD.put("payment failed", new PaymentEvent.Failed(ORDER, SECOND, 1, Provider.STRIPE, NOW));
        HEARD.put("refund notified", new PaymentEvent.RefundNotified(ORDER, FIRST, 2, Provider.STRIPE, GOODS, NOW));
        TOLD.put("goods refund succeeded", new Signal.RefundSucceeded(GOODS));
        TOLD.put("goods refund failed", new Signal.RefundFailed(GOODS));
        TOLD.put("the first's refund succeeded", new Signal.RefundSucceeded(RefundId.of(FIRST)));
        TOLD.put("the first's refund failed", new Signal.RefundFailed(RefundId.of(FIRST)));
    }

    private MatrixEvent() {}

    static Stream<String> names() {
        return Stream.concat(HEARD.keySet().stream(), TOLD.keySet().stream());
    }

    /** What the order is told of it, if anything. */
    static Optional<? extends Signal> of(String name) {
        return HEARD.containsKey(name) ? PaymentEvents.capture(HEARD.get(name)) : Optional.of(TOLD.get(name));
    }

    static Stream<PaymentEvent> paymentEvents() {
        return HEARD.values().stream();
    }

    static Stream<Signal> signals() {
        return names().flatMap(name -> of(name).stream());
    }

    private static PaymentEvent captured(PaymentId payment, long version, Money amount, boolean sendBack) {
        return new PaymentEvent.Captured(ORDER, payment, version, Provider.STRIPE, "pi_1", amount, sendBack, NOW);
    }

    static Money cny(long minor) {
        return new Money(minor, Currency.getInstance("CNY"));
    }
}
