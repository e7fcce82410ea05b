package io.sluice.order.domain;

import io.sluice.contracts.RefundId;

/**
 * A refund of which a provider told the outcome. Both may be true, heard in any order: the provider took its word back.
 *
 * @param fromPaid whether its money was part of what the order took in
 */
public record Ended(Refund refund, boolean fromPaid, boolean succeeded, boolean failed) {

    RefundId id() {
        return refund.id();
    }

    Ended success() {
        return new Ended(refund, fromPaid, true, failed);
    }

    Ended failure() {
        return new Ended(refund, fromPaid, succeeded, true);
    }
}
