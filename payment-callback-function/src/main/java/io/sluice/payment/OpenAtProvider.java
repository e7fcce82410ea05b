package io.sluice.payment;

import io.sluice.outbox.Outbox;
import io.sluice.payment.domain.BuyerAction;
import io.sluice.payment.domain.Payment;
import io.sluice.payment.domain.PaymentStatus;
import io.sluice.payment.domain.Signal;
import io.sluice.providers.Action;
import io.sluice.providers.Gateway;
import io.sluice.providers.NewPayment;
import io.sluice.providers.Opening;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Calls the provider about a payment whose row is there, and stores the answer. */
@ApplicationScoped
class OpenAtProvider {

    private final Outbox outbox;
    private final OrderStore orders;
    private final PaymentStore payments;
    private final AdvancePayment advance;
    private final LadderStore ladder;

    OpenAtProvider(
            Outbox outbox, OrderStore orders, PaymentStore payments, AdvancePayment advance, LadderStore ladder) {
        this.outbox = outbox;
        this.orders = orders;
        this.payments = payments;
        this.advance = advance;
        this.ladder = ladder;
    }

    /** A payment without the provider's answer, after a crash or a timeout, is asked for again under the same id. */
    Uni<Opened> open(Gateway gateway, Payment payment) {
        return payment.status() == PaymentStatus.PENDING
                ? Uni.createFrom().item(new Opened.Open(payment))
                : gateway.open(request(payment)).chain(opening -> store(payment, opening));
    }

    private static NewPayment request(Payment payment) {
        var terms = payment.terms();
        return new NewPayment(payment.id(), terms.orderId(), terms.amount(), terms.subject(), terms.payBy());
    }

    private Uni<Opened> store(Payment payment, Opening opening) {
        return switch (opening) {
            case Opening.Opened(var providerId, var action) ->
                opened(payment, new Signal.Opened(providerId, toDomain(action)));
            case Opening.Refused(var because) ->
                advance.advance(payment.id(), new Signal.Refused())
                        .replaceWith(new Opened.Refused(payment.id(), because));
            case Opening.Unknown _ -> Uni.createFrom().item(new Opened.Unknown(payment.id()));
        };
    }

    /** The order may have ended while the provider was asked; whoever ended it could not have this payment closed yet. */
    private Uni<Opened> opened(Payment payment, Signal.Opened signal) {
        var order = payment.terms().orderId();
        return outbox.inTransaction(session -> orders.lock(session, order)
                .chain(locked -> payments.lock(session, payment.id())
                        .chain(row -> advance.advance(session, row, signal))
                        .chain(progress -> locked.ended()
                                ? ladder.callUp(session, payment.id()).replaceWith(new Opened.OrderEnded())
                                : Uni.createFrom().item(answer(progress.after())))));
    }

    private static Opened answer(Payment payment) {
        return payment.status() == PaymentStatus.PENDING
                ? new Opened.Open(payment)
                : new Opened.NotPayable("the payment is over");
    }

    private static BuyerAction toDomain(Action action) {
        return new BuyerAction(BuyerAction.Type.valueOf(action.type().name()), action.value());
    }
}
