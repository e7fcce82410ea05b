package io.sluice.inventory.domain;

import io.sluice.contracts.OrderId;

/**
 * An order's news that concern its stock.
 *
 * @param because what made it so, in kebab-case
 */
public record Settlement(OrderId order, Signal signal, String because) {}
