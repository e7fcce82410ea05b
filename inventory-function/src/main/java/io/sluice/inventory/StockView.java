package io.sluice.inventory;

import io.sluice.inventory.domain.Pool;

/** A SKU's ordinary stock, as everybody may see it. */
record StockView(
        String sku,
        long total,
        long held,
        long sold,
        long available,
        boolean soldOut,
        boolean infinite,
        boolean warning) {

    static StockView of(Pool pool) {
        return new StockView(
                pool.sku(),
                pool.total(),
                pool.held(),
                pool.sold(),
                pool.available(),
                pool.soldOut(),
                pool.infinite(),
                pool.warning());
    }
}
