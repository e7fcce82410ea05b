package io.sluice.order.domain;

import io.sluice.contracts.RefundId;

/** Why an order is {@code REFUNDING}: the refund that led there, and the status that its failure restores. */
public record Refunding(RefundId refund, OrderStatus before) {}
