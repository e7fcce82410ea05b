package io.sluice.payment.domain;

import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.contracts.PaymentId;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;

/** Payments for tests. */
final class Payments {

    static final Money PRICE = eur(1999);
    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    static final BuyerAction ACTION = new BuyerAction(BuyerAction.Type.CLIENT_SECRET, "pi_1_secret");
    static final OrderId ORDER = new OrderId(UUID.fromString("0193f3a1-0000-7001-8000-000000000001"));
    static final PaymentId ID = new PaymentId(UUID.fromString("0193f3a1-0000-7001-8000-000000000002"));
    static final Terms TERMS = new Terms(ORDER, "alice", Provider.STRIPE, PRICE, NOW.plusSeconds(1800), "Two lamps");

    private Payments() {}

    static Money eur(long minor) {
        return new Money(minor, Currency.getInstance("EUR"));
    }

    /** A payment in that status, as it would really be. */
    static Payment in(PaymentStatus status) {
        var capture = new Capture(PRICE, NOW);
        return switch (status) {
            case CREATED -> Payment.intended(ID, TERMS);
            case PENDING -> new Payment(ID, TERMS, status, "pi_1", ACTION, null, 0);
            case CAPTURED, NEEDS_OPERATOR -> new Payment(ID, TERMS, status, "pi_1", ACTION, capture, 1);
            case CLOSED -> new Payment(ID, TERMS, status, "pi_1", ACTION, null, 1);
            case FAILED -> new Payment(ID, TERMS, status, null, null, null, 0);
        };
    }
}
