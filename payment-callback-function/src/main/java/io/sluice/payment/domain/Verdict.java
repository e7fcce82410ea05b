package io.sluice.payment.domain;

/** What a person decides about a contested capture. */
public enum Verdict {
    /** It is money of its own, and goes back. */
    REFUND,
    /** It is no money of its own: what was announced stands. */
    ACCEPT
}
