package io.sluice.inventory.domain;

import io.sluice.contracts.OrderId;

/** Units of a pool that an order gets. */
public record Holding(OrderId order, long poolId, long quantity) {}
