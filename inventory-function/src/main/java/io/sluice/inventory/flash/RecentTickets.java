package io.sluice.inventory.flash;

import io.sluice.contracts.OrderId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The orders that got a ticket here lately: whoever asks again with the same key should hear the same, not that nothing is
 * left. It only spares a look at the ticket; where it has forgotten, the refusal names the ticket.
 */
@ApplicationScoped
class RecentTickets {

    /** Twice as many are remembered at most: 100,000 ids are some 10 MiB. */
    private static final int GENERATION = 50_000;

    private volatile Set<OrderId> young = ConcurrentHashMap.newKeySet();
    private volatile Set<OrderId> old = Set.of();

    boolean has(OrderId order) {
        return young.contains(order) || old.contains(order);
    }

    void add(OrderId order) {
        young.add(order);
        if (young.size() > GENERATION) {
            age();
        }
    }

    private synchronized void age() {
        if (young.size() > GENERATION) {
            old = young;
            young = ConcurrentHashMap.newKeySet();
        }
    }
}
