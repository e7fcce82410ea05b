package io.sluice.order;

import io.sluice.contracts.OrderEvent.Source;
import io.sluice.order.domain.OrderStatus;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;

/** An order as it is stored. Read and locked through Hibernate; written by {@link OrderWrites}. */
@Entity
@Immutable
@Table(name = "orders")
class OrderRow {

    @Id
    UUID id;

    short bucket;
    long version;
    String userId;

    @Enumerated(EnumType.STRING)
    OrderStatus status;

    @Enumerated(EnumType.STRING)
    Source source;

    String flashSaleId;
    String currency;
    long itemsTotal;
    long shippingFee;
    long discount;
    long total;
    long paid;
    long refunded;
    String payment;
    String leadingRefund;

    @Enumerated(EnumType.STRING)
    OrderStatus statusBefore;

    String remark;
    String carrier;
    String trackingNumber;
    Instant placedAt;
    Instant payBy;
    Instant paidAt;
    Instant shippedAt;

    @Formula("cast(lines as text)")
    String lines;

    @Formula("cast(captures as text)")
    String captures;

    @Formula("cast(open_refunds as text)")
    String openRefunds;

    @Formula("cast(ended_refunds as text)")
    String endedRefunds;

    @Formula("cast(address as text)")
    String address;

    /** The transaction's time: PostgreSQL's clock decides deadlines. */
    @Formula("now()")
    Instant readAt;
}
