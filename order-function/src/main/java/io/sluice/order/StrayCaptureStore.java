package io.sluice.order;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderEvent.RefundCause;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;
import io.sluice.order.domain.NoOrder;
import io.sluice.order.domain.NoOrder.Answer.SendBack;
import io.sluice.order.domain.Refund;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** What came for orders that do not exist. There is next to none of it. */
@ApplicationScoped
class StrayCaptureStore implements PanacheRepositoryBase<StrayCaptureRow, String> {

    private static final String LOCK = "SELECT now(), CAST(%s(hashtextextended('orders without a row', 0)) AS text)";

    private static final String MANY = LOCK.formatted("pg_advisory_xact_lock_shared");
    private static final String ALONE = LOCK.formatted("pg_advisory_xact_lock");

    private static final String INSERT = """
            INSERT INTO stray_capture (bucket, order_id, payment_id, refund_id, amount, currency, said)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """;

    /**
     * For orders that are about to be made from what others decided: until the transaction ends no capture finds them missing
     * any more. Any number of them go on side by side. Answers the transaction's time.
     */
    Uni<Instant> beginBirths(Mutiny.Session session) {
        return lock(session, MANY);
    }

    /** For a capture that found no order: none is made until the transaction ends. Answers the transaction's time. */
    Uni<Instant> holdBirths(Mutiny.Session session) {
        return lock(session, ALONE);
    }

    private static Uni<Instant> lock(Mutiny.Session session, String sql) {
        return session.createNativeQuery(sql, Object[].class)
                .getSingleResult()
                .map(locked -> ((OffsetDateTime) locked[0]).toInstant());
    }

    /** Those of {@code ids} for which something came, in the caller's transaction. */
    Uni<Map<OrderId, NoOrder>> find(Collection<OrderId> ids) {
        var buckets = ids.stream().map(id -> (short) id.bucket()).distinct().toList();
        var values = ids.stream().map(OrderId::value).toList();
        return list("bucket in ?1 and orderId in ?2 order by refundId", buckets, values)
                .map(rows -> rows.stream()
                        .collect(groupingBy(
                                row -> new OrderId(row.orderId),
                                collectingAndThen(toList(), StrayCaptureStore::noOrder))));
    }

    private static NoOrder noOrder(List<StrayCaptureRow> rows) {
        var said = rows.stream().mapToLong(row -> row.said).sum();
        var refunds = rows.stream().map(StrayCaptureStore::refund).toList();
        return new NoOrder(new OrderId(rows.getFirst().orderId), said, refunds);
    }

    private static Refund refund(StrayCaptureRow row) {
        return new Refund(
                RefundId.parse(row.refundId),
                RefundCause.PAYMENT,
                PaymentId.parse(row.paymentId),
                new Money(row.amount, Currency.getInstance(row.currency)));
    }

    Uni<Void> insert(Mutiny.Session session, OrderId order, SendBack sent) {
        var refund = sent.refund();
        return session.createNativeQuery(INSERT)
                .setParameter(1, (short) order.bucket())
                .setParameter(2, order.value())
                .setParameter(3, refund.payment().toString())
                .setParameter(4, refund.id().toString())
                .setParameter(5, refund.amount().minor())
                .setParameter(6, refund.amount().currency().getCurrencyCode())
                .setParameter(7, (short) sent.events().size())
                .executeUpdate()
                .replaceWithVoid();
    }
}
