package io.sluice.payment.domain;

import io.sluice.contracts.PaymentEvent;
import java.util.List;

/** What a payment does about a {@link Signal}. */
public sealed interface Decision {

    /** Become {@code after} and say {@code events}, all or nothing. */
    record Move(Payment after, List<PaymentEvent> events) implements Decision {}

    /** A repeated or late signal: acknowledge it and do nothing. */
    record Stay(String because) implements Decision {}
}
