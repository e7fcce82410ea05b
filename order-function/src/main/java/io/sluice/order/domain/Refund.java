package io.sluice.order.domain;

import io.sluice.contracts.Money;
import io.sluice.contracts.OrderEvent.RefundCause;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;

/** Money on its way back. */
public record Refund(RefundId id, RefundCause cause, PaymentId payment, Money amount) {}
