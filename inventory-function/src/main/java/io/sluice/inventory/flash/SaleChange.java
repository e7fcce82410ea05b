package io.sluice.inventory.flash;

import io.sluice.inventory.domain.Sale;
import java.util.List;

/** What came of an operator's wish about a sale. */
sealed interface SaleChange {

    /** Done, now or by the same request before. */
    record Done(Sale sale) implements SaleChange {}

    /** Less of these is free than the sale wants, or they never run out; nothing changed. */
    record OutOfStock(List<String> skus) implements SaleChange {}

    /** These are in a sale that has not given back its rest; nothing changed. */
    record InAnotherSale(List<String> skus) implements SaleChange {}

    /** There is no such sale. */
    record Missing() implements SaleChange {}

    /** It is over; nothing changed. */
    record Over() implements SaleChange {}
}
