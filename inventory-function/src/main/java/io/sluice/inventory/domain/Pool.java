package io.sluice.inventory.domain;

import java.util.UUID;

/**
 * What can run out: a SKU's ordinary stock, or its share in one flash sale.
 *
 * @param saleId the flash sale; null: ordinary stock
 * @param infinite whether it never runs out (a download, say)
 * @param warnBelow an operator wants to know when fewer units than this are available; null: never
 * @param ended whether the sale gave back what was left: what comes free now belongs to the ordinary stock
 */
public record Pool(
        long id,
        String sku,
        UUID saleId,
        long total,
        long held,
        long sold,
        boolean infinite,
        Long warnBelow,
        boolean ended) {

    /** Ordinary stock. */
    public static Pool ordinary(
            long id, String sku, long total, long held, long sold, boolean infinite, Long warnBelow) {
        return new Pool(id, sku, null, total, held, sold, infinite, warnBelow, false);
    }

    /** Whether it is a SKU's ordinary stock. */
    public boolean isOrdinary() {
        return saleId == null;
    }

    /** Units that can still be held; 0 when more of an infinite pool is held and sold than was ever delivered. */
    public long available() {
        return Math.max(0, total - held - sold);
    }

    /** Whether nobody can buy it now. */
    public boolean soldOut() {
        return !infinite && available() == 0;
    }

    /** Whether fewer units are available than an operator wants. */
    public boolean warning() {
        return !infinite && warnBelow != null && available() < warnBelow;
    }

    /** The invariant that the table's CHECK constraints repeat: never oversold, nothing negative. */
    public boolean isSound() {
        return total >= 0 && held >= 0 && sold >= 0 && (infinite || held + sold <= total);
    }

    /** The pool as {@code move} would leave it, sound or not. */
    public Pool after(Move move) {
        return new Pool(
                id,
                sku,
                saleId,
                total + move.total(),
                held + move.held(),
                sold + move.sold(),
                infinite,
                warnBelow,
                ended);
    }

    /** The pool under another policy, sound or not. */
    public Pool under(boolean nowInfinite, Long nowWarnBelow) {
        return new Pool(id, sku, saleId, total, held, sold, nowInfinite, nowWarnBelow, ended);
    }

    Pool end() {
        return new Pool(id, sku, saleId, total, held, sold, infinite, warnBelow, true);
    }
}
