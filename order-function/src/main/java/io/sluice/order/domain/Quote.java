package io.sluice.order.domain;

import java.util.List;

/**
 * What an order would cost, and what stands in its way.
 *
 * @param lines those that can be priced
 * @param price null if no line can be priced, or they are in several currencies
 */
public record Quote(List<Line> lines, Price price, List<Obstacle> obstacles) {

    /** Why a SKU cannot be ordered so. */
    public record Obstacle(String sku, Type type) {

        /** The kinds; their names in kebab-case are problem types. */
        public enum Type {
            UNKNOWN_SKU,
            NOT_ON_SALE,
            LIMIT_EXCEEDED,
            MIXED_CURRENCIES,
            OUT_OF_STOCK
        }
    }
}
