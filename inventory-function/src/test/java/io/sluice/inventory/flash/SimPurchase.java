package io.sluice.inventory.flash;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.Sale;
import io.sluice.inventory.domain.Ticket;
import java.util.HashSet;
import java.util.Set;

/** What a user does under one Idempotency-Key, and what was said about it: the promises of the contract are about this. */
final class SimPurchase {

    private record Body(long pool, String fingerprint) {}

    private final OrderId order;
    private final String userId;
    private final Sale sale;
    private final Sale.Item item;
    private final int quantity;
    private int unanswered;
    private final Set<Body> taken = new HashSet<>();
    private boolean unknown;
    private boolean refused;
    private Ticket end;

    SimPurchase(OrderId order, String userId, Sale sale, Sale.Item item, int quantity) {
        this.order = order;
        this.userId = userId;
        this.sale = sale;
        this.item = item;
        this.quantity = quantity;
    }

    /** Enough of an id to tell orders apart. */
    static String shortly(OrderId order) {
        return order.toString().substring(28);
    }

    OrderId order() {
        return order;
    }

    String userId() {
        return userId;
    }

    Sale sale() {
        return sale;
    }

    /** The first body that was sent with the key. */
    Wish wish(Sale asKnown) {
        return wish(asKnown, item.sku(), quantity);
    }

    /** Another body, perhaps. */
    Wish wish(Sale asKnown, String sku, int units) {
        var fingerprint = Integer.toHexString((sku + units).hashCode());
        return new Wish(asKnown, asKnown.item(sku).orElseThrow(), order, userId, units, null, fingerprint);
    }

    void asked() {
        unanswered++;
    }

    void answered(Wish wish, Reception reception) {
        unanswered--;
        switch (reception) {
            case Reception.Taken _ -> taken.add(new Body(wish.item().poolId(), wish.fingerprint()));
            case Reception.Unavailable _ -> unknown = true;
            case Reception.Turned _, Reception.Reused _, Reception.TooMany _ -> refused = true;
        }
    }

    /**
     * A ticket's final answer never changes, and whoever asks again is told it.
     *
     * @param before the final answer that was known when this one was asked for, or null
     */
    void polled(Ticket before, Ticket ticket) {
        var isFinal = !(ticket instanceof Ticket.Queued);
        if (before != null && !before.equals(ticket) || isFinal && end != null && !end.equals(ticket)) {
            throw new SimViolation("I6: ticket %s was %s and became %s".formatted(shortly(order), end, ticket));
        }
        end = isFinal ? ticket : end;
    }

    /** Null: none yet. */
    Ticket end() {
        return end;
    }

    boolean taken() {
        return !taken.isEmpty();
    }

    boolean refused() {
        return refused;
    }

    /** Everything that was said about it was a refusal: nothing may have come of it. */
    boolean onlyRefused() {
        return refused && taken.isEmpty() && !unknown && unanswered == 0;
    }

    /** Several bodies were taken for one pool. Of several pools each knows its own: the first that is decided stands. */
    boolean takenForSeveral() {
        return taken.stream().map(Body::pool).distinct().count() < taken.size();
    }

    @Override
    public String toString() {
        return "%s of %s: %d %s".formatted(shortly(order), userId, quantity, item.sku());
    }
}
