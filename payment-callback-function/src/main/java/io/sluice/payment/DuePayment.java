package io.sluice.payment;

import io.sluice.contracts.PaymentId;

/**
 * An open payment whose provider is to be asked now.
 *
 * @param isOver whether its order needs no payment any more, so that it is to be closed
 */
record DuePayment(PaymentId id, boolean isOver) {}
