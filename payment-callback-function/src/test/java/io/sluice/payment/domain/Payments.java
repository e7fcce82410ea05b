package io.sluice.payment.domain;

import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.contracts.PaymentId;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** Payments for tests. */
final class Payments {

    static final Money PRICE = eur(1999);
    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    static final BuyerAction ACTION = new BuyerAction(BuyerAction.Type.CLIENT_SECRET, "pi_1_secret");
    static final OrderId ORDER = new OrderId(UUID.fromString("0193f3a1-0000-7001-8000-000000000001"));
    static final PaymentId ID = new PaymentId(UUID.fromString("0193f3a1-0000-7001-8000-000000000002"));
    static final Terms TERMS = new Terms(ORDER, "alice", Provider.STRIPE, PRICE, NOW.plusSeconds(1800), "Two lamps");

    static final Capture CAPTURE = new Capture(PRICE, NOW);

    private Payments() {}

    static Money eur(long minor) {
        return new Money(minor, Currency.getInstance("EUR"));
    }

    /** A payment in that status, as it would really be. */
    static Payment in(PaymentStatus status) {
        return switch (status) {
            case CREATED -> Payment.intended(ID, TERMS);
            case PENDING, CLOSED -> payment(status, "pi_1", ACTION, null, status == PaymentStatus.PENDING ? 0 : 1);
            case CAPTURED -> payment(status, "pi_1", ACTION, CAPTURE, 1);
            case NEEDS_OPERATOR -> payment(status, "pi_1", ACTION, CAPTURE, 1, contested(null));
            case FAILED -> payment(status, null, null, null, 1);
        };
    }

    /** Money that came under another name. */
    static Contested contested(Verdict verdict) {
        return new Contested("pi_2", PRICE, NOW, verdict);
    }

    static Payment payment(
            PaymentStatus status,
            String providerId,
            BuyerAction action,
            Capture capture,
            long version,
            Contested... contested) {
        return new Payment(ID, TERMS, status, providerId, action, capture, List.of(contested), version);
    }
}
