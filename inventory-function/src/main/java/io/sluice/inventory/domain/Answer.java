package io.sluice.inventory.domain;

import java.util.List;

/** What is said to somebody who asks for stock for an order. */
public sealed interface Answer {

    /** All lines are held; also said when they have been sold since. */
    record Held() implements Answer {}

    /** Nothing is held: these SKUs had too little left. */
    record OutOfStock(List<String> skus) implements Answer {}

    /** The order ended; it gets no stock any more. */
    record Released() implements Answer {}

    /** The order asked before, for something else. */
    record Reused() implements Answer {}

    /** Nothing was decided: these SKUs have never had stock. */
    record UnknownSkus(List<String> skus) implements Answer {}
}
