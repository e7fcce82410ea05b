package io.sluice.inventory;

import io.sluice.inventory.domain.Pool;

/** What came of an operator's change. */
sealed interface StockChange {

    /** Done, now or by the same request before. */
    record Changed(Pool pool) implements StockChange {}

    /** Less would be left than is held and sold; nothing changed. */
    record BelowZero() implements StockChange {}

    /** The id was used for another change; nothing changed. */
    record Reused() implements StockChange {}
}
