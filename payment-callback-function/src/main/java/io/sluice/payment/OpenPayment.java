package io.sluice.payment;

import io.sluice.contracts.PaymentId;
import io.sluice.outbox.Outbox;
import io.sluice.payment.domain.BuyerAction;
import io.sluice.payment.domain.Choice;
import io.sluice.payment.domain.Payment;
import io.sluice.payment.domain.PaymentStatus;
import io.sluice.payment.domain.Signal;
import io.sluice.payment.domain.Terms;
import io.sluice.providers.Gateway;
import io.sluice.providers.Gateways;
import io.sluice.providers.NewPayment;
import io.sluice.providers.Opening;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** Opens a payment, intent first: its row is committed, then the provider is called, then the answer is stored. */
@ApplicationScoped
class OpenPayment {

    private final Gateways gateways;
    private final Outbox outbox;
    private final PaymentStore payments;
    private final OrderStore orders;
    private final AdvancePayment advance;
    private final EndOrder ending;
    private final SecureRandom random = new SecureRandom();

    OpenPayment(
            Gateways gateways,
            Outbox outbox,
            PaymentStore payments,
            OrderStore orders,
            AdvancePayment advance,
            EndOrder ending) {
        this.gateways = gateways;
        this.outbox = outbox;
        this.payments = payments;
        this.orders = orders;
        this.advance = advance;
        this.ending = ending;
    }

    /** Asking again for the same order and provider is answered with the same payment while that is open. */
    Uni<Opened> open(Terms terms) {
        var gateway = gateways.of(terms.provider());
        if (gateway.isEmpty()) {
            return Uni.createFrom().item(new Opened.NoProvider());
        }
        return outbox.inTransaction(session -> intend(session, terms)).chain(choice -> switch (choice) {
            case Choice.Reuse(var payment) -> atProvider(gateway.get(), payment);
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
        return payments.add(payment, now).replaceWith(new Choice.Reuse(payment));
    }

    /** A payment without the provider's answer, after a crash or a timeout, is asked for again under the same id. */
    private Uni<Opened> atProvider(Gateway gateway, Payment payment) {
        if (payment.status() == PaymentStatus.PENDING) {
            return Uni.createFrom().item(new Opened.Open(payment));
        }
        var terms = payment.terms();
        return gateway.open(
                        new NewPayment(payment.id(), terms.orderId(), terms.amount(), terms.subject(), terms.payBy()))
                .chain(opening -> switch (opening) {
                    case Opening.Opened(var providerId, var action) ->
                        opened(
                                payment,
                                new Signal.Opened(
                                        providerId,
                                        new BuyerAction(
                                                BuyerAction.Type.valueOf(
                                                        action.type().name()),
                                                action.value())));
                    case Opening.Refused(var because) ->
                        advance.advance(payment.id(), new Signal.Refused())
                                .replaceWith(new Opened.Refused(payment.id(), because));
                    case Opening.Unknown _ -> Uni.createFrom().item(new Opened.Unknown(payment.id()));
                });
    }

    /** The order may have ended while the provider was asked: whoever ended it could not close this payment yet. */
    private Uni<Opened> opened(Payment payment, Signal.Opened signal) {
        return outbox.inTransaction(session -> orders.lock(
                                session, payment.terms().orderId())
                        .chain(order -> payments.lock(payment.id())
                                .chain(row -> advance.advance(session, row, signal))
                                .map(after -> order.ended() ? null : after)))
                .chain(after ->
                        after == null ? tooLate(payment) : Uni.createFrom().item(answer(after)));
    }

    private Uni<Opened> tooLate(Payment payment) {
        return ending.closePayments(payment.terms().orderId())
                .replaceWith(new Opened.NotPayable("the order has ended"));
    }

    private static Opened answer(Payment payment) {
        return payment.status() == PaymentStatus.PENDING
                ? new Opened.Open(payment)
                : new Opened.NotPayable("the payment is over");
    }
}
