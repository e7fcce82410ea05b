package io.sluice.inventory.domain;

/** One change of a pool's figures. */
public record Move(long poolId, long held, long sold, long total) {

    /** Sets units aside for an order. */
    public static Move hold(long poolId, long quantity) {
        return new Move(poolId, quantity, 0, 0);
    }

    /** Held units are paid for. */
    public static Move sell(long poolId, long quantity) {
        return new Move(poolId, -quantity, quantity, 0);
    }

    /** Held units may be bought by others again. */
    public static Move release(long poolId, long quantity) {
        return new Move(poolId, -quantity, 0, 0);
    }

    /** Held units leave the pool for another. */
    static Move leave(long poolId, long quantity) {
        return new Move(poolId, -quantity, 0, -quantity);
    }

    /** Sold units may be bought by others again. */
    static Move comeBack(long poolId, long quantity) {
        return new Move(poolId, 0, -quantity, 0);
    }

    /** Sold units come back, and leave the pool for another. */
    static Move passThrough(long poolId, long quantity) {
        return new Move(poolId, 0, -quantity, -quantity);
    }

    /** Units arrive, or turn out to be missing. */
    public static Move adjust(long poolId, long delta) {
        return new Move(poolId, 0, 0, delta);
    }

    /** Nothing moves: a decision that changes no figure. */
    static Move none(long poolId) {
        return new Move(poolId, 0, 0, 0);
    }

    /** Both changes of the same pool, as one. */
    Move plus(Move other) {
        return new Move(poolId, held + other.held, sold + other.sold, total + other.total);
    }
}
