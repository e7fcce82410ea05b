package io.sluice.inventory.domain;

/**
 * Where a user stands in a flash sale.
 *
 * @param units of one of its items, held and sold
 * @param cancelled orders of the sale, any item, that ended unpaid through the user
 */
public record Standing(long units, long cancelled) {

    /** Of somebody new. */
    public static final Standing NEW = new Standing(0, 0);

    Standing plus(long more) {
        return new Standing(units + more, cancelled);
    }
}
