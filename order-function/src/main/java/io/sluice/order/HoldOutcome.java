package io.sluice.order;

import java.util.List;

/** What inventory-function says about a hold. */
sealed interface HoldOutcome {

    /** Every line is held. */
    record Held() implements HoldOutcome {}

    /** Nothing is held: these cannot be had in that quantity. */
    record OutOfStock(List<String> skus) implements HoldOutcome {}

    /** Nothing is held: the order was rejected before, and inventory heard of it. */
    record Released() implements HoldOutcome {}

    /** Perhaps held, perhaps not: ask again with the same id. */
    record Unknown() implements HoldOutcome {}
}
