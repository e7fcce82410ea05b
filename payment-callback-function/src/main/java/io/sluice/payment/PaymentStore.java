package io.sluice.payment;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentId;
import io.sluice.payment.domain.Payment;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** The payments. */
@ApplicationScoped
class PaymentStore implements PanacheRepositoryBase<PaymentRow, PaymentKey> {

    /** The row, locked until the transaction ends; or null. */
    Uni<PaymentRow> lock(PaymentId payment) {
        return findById(PaymentKey.of(payment), LockModeType.PESSIMISTIC_WRITE);
    }

    Uni<Void> add(Payment payment, Instant now) {
        return persist(PaymentRow.of(payment, now)).replaceWithVoid();
    }

    Uni<Optional<Payment>> find(PaymentId payment) {
        return findById(PaymentKey.of(payment))
                .map(row -> Optional.ofNullable(row).map(PaymentRow::toPayment));
    }

    Uni<List<Payment>> ofOrder(OrderId order) {
        return list("key.bucket = ?1 and orderId = ?2", (short) order.bucket(), order.value())
                .map(rows -> rows.stream().map(PaymentRow::toPayment).toList());
    }

    /** The newest first. */
    Uni<List<PaymentRow>> page(PaymentFilter filter, int limit) {
        var conditions = new StringBuilder("1 = 1");
        var values = new HashMap<String, Object>();
        filter.write(conditions, values);
        return find(conditions + " order by createdAt desc, key.id desc", values)
                .page(0, limit)
                .list();
    }
}
