package io.sluice.payment;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.contracts.OrderId;
import io.sluice.outbox.Outbox;
import io.sluice.payment.domain.Payment;
import io.sluice.payment.domain.PaymentStatus;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** What an order's end means for its payments: none is opened any more, and those that are open are closed. */
@ApplicationScoped
class EndOrder {

    private static final Logger LOG = Logger.getLogger(EndOrder.class);

    private final Outbox outbox;
    private final OrderStore orders;
    private final CloseStore closes;
    private final PaymentStore payments;
    private final AskProvider provider;

    EndOrder(Outbox outbox, OrderStore orders, CloseStore closes, PaymentStore payments, AskProvider provider) {
        this.outbox = outbox;
        this.orders = orders;
        this.closes = closes;
        this.payments = payments;
        this.provider = provider;
    }

    /** Intent first: with the order's end it is written down what is to be closed. */
    Uni<Void> end(OrderId order) {
        return outbox.inTransaction(session -> orders.end(session, order).chain(() -> closes.intend(session, order)))
                .chain(() -> closePayments(order));
    }

    /** A provider that is away must not hold up the orders behind this one: what stays open, the sweep closes. */
    Uni<Void> closePayments(OrderId order) {
        return Panache.withSession(() -> payments.ofOrder(order))
                .onItem()
                .transformToMulti(found -> Multi.createFrom().iterable(found))
                .filter(payment -> payment.status() == PaymentStatus.PENDING)
                .onItem()
                .transformToUniAndConcatenate(this::close)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /** The payment as it then is; still open, if the provider does not answer. */
    Uni<Payment> close(Payment payment) {
        return provider.close(payment)
                .onFailure()
                .invoke(trouble -> LOG.warnf("payment %s is still to be closed: %s", payment.id(), trouble))
                .onFailure()
                .recoverWithItem(payment);
    }
}
