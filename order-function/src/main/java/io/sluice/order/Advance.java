package io.sluice.order;

/** What became of a signal. */
sealed interface Advance {

    /** The order moved, or its amounts did; {@code order} is as it is now. */
    record Moved(OrderRow order) implements Advance {}

    /** The signal was a repeat, or late. */
    record Stayed(OrderRow order) implements Advance {}

    /** The signal makes no sense for this order. */
    record NotAllowed(OrderRow order, String because) implements Advance {}

    /** There is no such order. */
    record Missing() implements Advance {}
}
