package io.sluice.inventory.domain;

/** What may happen to an order that concerns its stock. */
public enum Signal {
    /** The order is paid. */
    SELL,
    /** The order ended without a payment. */
    RELEASE;

    /** What it does to a pool of which the order holds {@code quantity}. */
    public Move move(long poolId, long quantity) {
        return switch (this) {
            case SELL -> Move.sell(poolId, quantity);
            case RELEASE -> Move.release(poolId, quantity);
        };
    }
}
