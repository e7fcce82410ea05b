package io.sluice.payment;

import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.contracts.PaymentId;
import io.sluice.payment.domain.BuyerAction;
import io.sluice.payment.domain.Capture;
import io.sluice.payment.domain.Payment;
import io.sluice.payment.domain.PaymentStatus;
import io.sluice.payment.domain.Terms;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;

/** A row of {@code payment}, where the columns are explained. Only inserted and read as such: {@link PaymentStore} writes changes. */
@Entity
@Table(name = "payment")
class PaymentRow {

    @EmbeddedId
    PaymentKey key;

    UUID orderId;
    String userId;

    @Enumerated(EnumType.STRING)
    Provider provider;

    String providerId;
    long amountMinor;
    String amountCurrency;
    String subject;
    Instant payBy;

    @Enumerated(EnumType.STRING)
    PaymentStatus status;

    @Enumerated(EnumType.STRING)
    BuyerAction.Type actionType;

    String actionValue;
    Long capturedMinor;
    String capturedCurrency;
    Instant capturedAt;
    String contested;
    long version;
    Instant createdAt;
    Instant dueAt;

    /** A payment that was just intended. */
    static PaymentRow of(Payment payment, Instant createdAt, Instant dueAt) {
        var terms = payment.terms();
        var row = new PaymentRow();
        row.key = PaymentKey.of(payment.id());
        row.orderId = terms.orderId().value();
        row.userId = terms.userId();
        row.provider = terms.provider();
        row.amountMinor = terms.amount().minor();
        row.amountCurrency = terms.amount().currency().getCurrencyCode();
        row.subject = terms.subject();
        row.payBy = terms.payBy();
        row.status = payment.status();
        row.contested = ContestedJson.write(payment.contested());
        row.version = payment.version();
        row.createdAt = createdAt;
        row.dueAt = dueAt;
        return row;
    }

    Payment toPayment() {
        var terms = new Terms(new OrderId(orderId), userId, provider, amount(), payBy, subject);
        var action = actionType == null ? null : new BuyerAction(actionType, actionValue);
        return new Payment(
                new PaymentId(key.id()),
                terms,
                status,
                providerId,
                action,
                capture(),
                ContestedJson.read(contested),
                version);
    }

    private Money amount() {
        return new Money(amountMinor, Currency.getInstance(amountCurrency));
    }

    private Capture capture() {
        return capturedMinor == null
                ? null
                : new Capture(new Money(capturedMinor, Currency.getInstance(capturedCurrency)), capturedAt);
    }
}
