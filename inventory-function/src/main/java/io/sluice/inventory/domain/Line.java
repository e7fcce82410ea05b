package io.sluice.inventory.domain;

/**
 * Units of one SKU.
 *
 * @param quantity 1 or more
 */
public record Line(String sku, long quantity) {

    /** @throws IllegalArgumentException if {@code quantity} is not positive */
    public Line {
        if (quantity < 1) {
            throw new IllegalArgumentException("a line has at least one unit, not " + quantity);
        }
    }
}
