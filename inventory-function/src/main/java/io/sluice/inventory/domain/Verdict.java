package io.sluice.inventory.domain;

import java.util.List;

/** Whether a {@link Basket} can be held: all of it or nothing. */
public sealed interface Verdict {

    /** Every line can be held; this is what changes, one move per pool. */
    record Granted(List<Move> moves) implements Verdict {}

    /** Some SKUs have too little left; nothing is held. */
    record Short(List<String> skus) implements Verdict {}

    /** Some SKUs have never had stock; nothing is held, and nothing is decided about the order. */
    record Unknown(List<String> skus) implements Verdict {}
}
