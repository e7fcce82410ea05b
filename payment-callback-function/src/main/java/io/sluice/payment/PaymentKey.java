package io.sluice.payment;

import io.sluice.contracts.PaymentId;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** A payment as a key: its order's bucket, by which tables are sharded, and its id. */
@Embeddable
record PaymentKey(short bucket, UUID id) {

    static PaymentKey of(PaymentId payment) {
        return new PaymentKey((short) payment.bucket(), payment.value());
    }
}
