package io.sluice.payment;

import io.sluice.contracts.PaymentId;
import io.sluice.outbox.Outbox;
import io.sluice.payment.domain.Choice;
import io.sluice.payment.domain.Payment;
import io.sluice.payment.domain.Terms;
import io.sluice.providers.Gateways;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** Opens a payment, intent first: its row is committed before the provider is called. */
@ApplicationScoped
class OpenPayment {

    private final Gateways gateways;
    private final Outbox outbox;
    private final PaymentStore payments;
    private final OrderStore orders;
    private final OpenAtProvider provider;
    private final PaymentConfig.Ladder config;
    private final SecureRandom random = new SecureRandom();

    OpenPayment(
            Gateways gateways,
            Outbox outbox,
            PaymentStore payments,
            OrderStore orders,
            OpenAtProvider provider,
            PaymentConfig config) {
        this.gateways = gateways;
        this.outbox = outbox;
        this.payments = payments;
        this.orders = orders;
        this.provider = provider;
        this.config = config.ladder();
    }

    /** Asking again for the same order and provider is answered with the same payment while that is open. */
    Uni<Opened> open(Terms terms) {
        var gateway = gateways.of(terms.provider());
        if (gateway.isEmpty()) {
            return Uni.createFrom().item(new Opened.NoProvider());
        }
        return outbox.inTransaction(session -> intend(session, terms)).chain(choice -> switch (choice) {
            case Choice.Reuse(var payment) -> provider.open(gateway.get(), payment);
            case Choice.NotPayable(var because) -> Uni.createFrom().item(new Opened.NotPayable(because));
            case Choice.Fresh _ -> throw new IllegalStateException("a fresh payment is written before it is opened");
        });
    }

    /** A fresh payment is written and then used like one that was there. */
    private Uni<Choice> intend(Mutiny.Session session, Terms terms) {
        return orders.lock(session, terms.orderId())
                .chain(order -> payments.ofOrder(terms.orderId())
                        .map(known -> Choice.of(terms, known, order.ended(), order.now()))
                        .chain(choice -> choice instanceof Choice.Fresh
                                ? add(terms, order.now())
                                : Uni.createFrom().item(choice)));
    }

    private Uni<Choice> add(Terms terms, Instant now) {
        var payment = Payment.intended(PaymentId.next(terms.orderId(), now, random), terms);
        return payments.add(payment, now, now.plus(config.first())).replaceWith(new Choice.Reuse(payment));
    }
}
