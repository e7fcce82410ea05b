package io.sluice.order;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** Money that came for an order which did not exist, and the refund that gives it back. */
@Entity
@Immutable
@Table(name = "stray_capture")
class StrayCaptureRow {

    @Id
    String refundId;

    short bucket;
    UUID orderId;
    String paymentId;
    long amount;
    String currency;

    /** Events that it made. */
    short said;
}
