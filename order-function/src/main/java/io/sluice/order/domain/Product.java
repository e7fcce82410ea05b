package io.sluice.order.domain;

import io.sluice.contracts.Money;

/**
 * What can be ordered.
 *
 * @param maxPerOrder units of it in one order, or null for no limit
 */
public record Product(String sku, String name, Money price, boolean onSale, Integer maxPerOrder) {}
