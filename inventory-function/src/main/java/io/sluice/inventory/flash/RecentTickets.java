package io.sluice.inventory.flash;

import io.sluice.contracts.OrderId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The orders that got a ticket here lately, or may have got one, and for what: whoever asks again with the same key should hear the same, not
 * that nothing is left, and whoever asks for another item of the sale with it should hear that. It only spares a look at the
 * ticket: where it has forgotten, the refusal names it.
 */
@ApplicationScoped
class RecentTickets {

    /** Twice as many are remembered at most: 100,000 are some 20 MiB. */
    private static final int GENERATION = 50_000;

    private volatile Map<OrderId, String> young = new ConcurrentHashMap<>();
    private volatile Map<OrderId, String> old = Map.of();

    /** The fingerprint of what the order's ticket is for. */
    Optional<String> fingerprint(OrderId order) {
        var known = young.get(order);
        return Optional.ofNullable(known == null ? old.get(order) : known);
    }

    /** Who heard that the gate is silent may be admitted there all the same: the repeat must come through to hand it over. */
    void note(Wish wish, Reception reception) {
        if (reception instanceof Reception.Taken || reception instanceof Reception.Unavailable) {
            add(wish.order(), wish.fingerprint());
        }
    }

    void add(OrderId order, String fingerprint) {
        young.put(order, fingerprint);
        if (young.size() > GENERATION) {
            age();
        }
    }

    private synchronized void age() {
        if (young.size() > GENERATION) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
    }
}
