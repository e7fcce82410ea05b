package io.sluice.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.contracts.PaymentId;
import io.sluice.payment.domain.BuyerAction;
import io.sluice.payment.domain.Contested;
import io.sluice.payment.domain.Payment;
import io.sluice.payment.domain.PaymentStatus;
import io.sluice.payment.domain.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A payment as clients see it.
 *
 * @param amount what was asked for
 * @param captured what was really captured
 * @param contested what contradicts it: captures that a person decides about, or did
 * @param action what the buyer does next; only in the answer to whoever opened it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PaymentView(
        PaymentId id,
        PaymentId paymentId,
        OrderId orderId,
        String provider,
        String providerId,
        Money amount,
        PaymentStatus status,
        Money captured,
        Instant capturedAt,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ContestedView> contested,
        ActionView action,
        Instant expiresAt) {

    /** What the buyer's device does next. */
    record ActionView(BuyerAction.Type type, String value) {}

    /** A capture that contradicts another; without a decision it waits for one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ContestedView(String providerId, Money amount, Instant at, Verdict decision) {

        static ContestedView of(Contested contested) {
            return new ContestedView(contested.providerId(), contested.amount(), contested.at(), contested.verdict());
        }
    }

    /** For a reader. */
    static PaymentView of(Payment payment) {
        return of(payment, null, null);
    }

    /** For whoever opened it. */
    static PaymentView opened(Payment payment) {
        var action = new ActionView(payment.action().type(), payment.action().value());
        return of(payment, payment.id(), action);
    }

    private static PaymentView of(Payment payment, PaymentId paymentId, ActionView action) {
        var capture = payment.capture();
        return new PaymentView(
                payment.id(),
                paymentId,
                payment.terms().orderId(),
                nameOf(payment.terms().provider()),
                payment.providerId(),
                payment.terms().amount(),
                payment.status(),
                capture == null ? null : capture.amount(),
                capture == null ? null : capture.at(),
                payment.contested().stream().map(ContestedView::of).toList(),
                action,
                payment.terms().payBy());
    }

    /** The provider's name in our API. */
    static String nameOf(Provider provider) {
        return provider.name().toLowerCase(Locale.ROOT);
    }
}
