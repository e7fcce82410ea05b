package io.sluice.payment;

import io.sluice.contracts.PaymentId;

/**
 * An open payment whose provider is to be asked now.
 *
 * @param isOver whether its order needs no payment any more, so that it is to be closed
 * @param isLate whether its time is over for so long that a person must know of it, if it is still open after the question
 */
record DuePayment(PaymentId id, boolean isOver, boolean isLate) {}
