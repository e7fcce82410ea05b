package io.sluice.inventory.domain;

/** What whoever holds a 202 is told. All but {@link Queued} are final, and never change. */
public sealed interface Ticket {

    /** Nobody knows yet. */
    record Queued() implements Ticket {}

    /** There is an order. */
    record Placed() implements Ticket {}

    /** There is and will be no order. */
    record Rejected(String reason) implements Ticket {}

    /** Nobody decided in time; there will be no order. */
    record Expired() implements Ticket {}

    /** Why a claim is RELEASED when order-function would not make an order of it. */
    String ORDER_REJECTED = "order-rejected";

    /**
     * What a claim makes of the ticket.
     *
     * @param reason of the claim, or null
     * @param placed whether the order was ever said to be placed: it stays so, whatever became of it since
     */
    static Ticket of(ClaimState state, String reason, boolean placed) {
        if (placed) {
            return new Placed();
        }
        return switch (state) {
            case REJECTED -> new Rejected(reason);
            case EXPIRED -> new Expired();
            case RELEASED -> ORDER_REJECTED.equals(reason) ? new Rejected(reason) : new Queued();
            case HELD, SOLD, RETURNED -> new Queued();
        };
    }
}
