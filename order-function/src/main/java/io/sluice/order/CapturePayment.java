package io.sluice.order;

import io.sluice.contracts.Money;
import io.sluice.contracts.OrderEvent.RefundCause;
import io.sluice.contracts.OrderEvent.RefundRequested;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;
import io.sluice.contracts.Topics;
import io.sluice.order.Advance.Missing;
import io.sluice.order.Advance.Moved;
import io.sluice.order.Advance.NotAllowed;
import io.sluice.order.Advance.Stayed;
import io.sluice.order.domain.Signal.PaymentCaptured;
import io.sluice.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Finds an owner for captured money: the order decides; where there is no order, the money goes back. */
@ApplicationScoped
class CapturePayment {

    /** Two payments of one order that never was are told one after another, so that their versions differ. */
    private static final String LOCK = "SELECT CAST(pg_advisory_xact_lock(hashtextextended(?1, 0)) AS text)";

    private static final String NOTE = """
            WITH noted AS (
                INSERT INTO stray_capture (bucket, order_id, payment_id, amount, currency) VALUES (?1, ?2, ?3, ?4, ?5)
                ON CONFLICT DO NOTHING RETURNING heard_at)
            SELECT heard_at, 1 + (SELECT count(*) FROM stray_capture WHERE bucket = ?1 AND order_id = ?2) FROM noted
            """;

    private final AdvanceOrder orders;
    private final Outbox outbox;

    CapturePayment(AdvanceOrder orders, Outbox outbox) {
        this.orders = orders;
        this.outbox = outbox;
    }

    Uni<Void> capture(OrderId order, PaymentId payment, Money amount) {
        return outbox.inTransaction(session -> orders.advance(session, order, new PaymentCaptured(payment, amount))
                .chain(advance -> switch (advance) {
                    case Moved _, Stayed _, NotAllowed _ -> Uni.createFrom().voidItem();
                    case Missing() -> sendBack(session, order, payment, amount);
                }));
    }

    /** Once per payment; the n-th stray payment of an order says its n-th event. */
    private Uni<Void> sendBack(Mutiny.Session session, OrderId order, PaymentId payment, Money amount) {
        return session.createNativeQuery(LOCK, String.class)
                .setParameter(1, order.toString())
                .getSingleResultOrNull()
                .chain(() -> note(session, order, payment, amount))
                .chain(noted -> noted == null
                        ? Uni.createFrom().voidItem()
                        : outbox.add(session, Topics.ORDERS, List.of(refund(order, payment, amount, noted))));
    }

    private static Uni<Object[]> note(Mutiny.Session session, OrderId order, PaymentId payment, Money amount) {
        return session.createNativeQuery(NOTE, Object[].class)
                .setParameter(1, (short) order.bucket())
                .setParameter(2, order.value())
                .setParameter(3, payment.toString())
                .setParameter(4, amount.minor())
                .setParameter(5, amount.currency().getCurrencyCode())
                .getSingleResultOrNull();
    }

    private static RefundRequested refund(OrderId order, PaymentId payment, Money amount, Object[] noted) {
        var at = ((OffsetDateTime) noted[0]).toInstant();
        var version = ((Number) noted[1]).longValue();
        return new RefundRequested(
                order, version, RefundId.of(payment), RefundCause.PAYMENT, payment, amount, List.of(), false, at);
    }
}
