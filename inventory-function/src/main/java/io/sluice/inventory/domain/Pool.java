package io.sluice.inventory.domain;

/**
 * What can run out: the stock of one SKU.
 *
 * @param infinite whether it never runs out (a download, say)
 * @param warnBelow an operator wants to know when fewer units than this are available; null: never
 */
public record Pool(long id, String sku, long total, long held, long sold, boolean infinite, Long warnBelow) {

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
        return new Pool(id, sku, total + move.total(), held + move.held(), sold + move.sold(), infinite, warnBelow);
    }

    /** The pool under another policy, sound or not. */
    public Pool under(boolean nowInfinite, Long nowWarnBelow) {
        return new Pool(id, sku, total, held, sold, nowInfinite, nowWarnBelow);
    }
}
