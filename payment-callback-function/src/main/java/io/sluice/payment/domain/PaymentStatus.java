package io.sluice.payment.domain;

/** Where a payment is. */
public enum PaymentStatus {
    /** We mean to open it; whether the provider knows it is not known. */
    CREATED,
    /** The buyer may pay. */
    PENDING,
    /** The provider has the buyer's money. */
    CAPTURED,
    /** It ended without money, as far as anybody knows: a capture may still come. */
    CLOSED,
    /** The provider refused to open it. */
    FAILED,
    /** The provider's answers contradict each other; a person decides. */
    NEEDS_OPERATOR
}
