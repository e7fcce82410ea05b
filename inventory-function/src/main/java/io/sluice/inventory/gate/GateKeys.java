package io.sluice.inventory.gate;

import io.sluice.contracts.OrderId;
import java.util.List;

/** What the keys are called. The braces keep all keys of a pool in one slot of a cluster. */
final class GateKeys {

    /** Names the one machine whose clock is asked where no pool is meant. */
    static final String CLOCK = "clock";

    private GateKeys() {}

    /** In the order in which every script takes them. */
    static List<String> of(long pool) {
        return List.of(pool(pool), pending(pool), decided(pool), "buyers:{" + pool + "}");
    }

    static String pool(long pool) {
        return "pool:{" + pool + "}";
    }

    static String pending(long pool) {
        return "pending:{" + pool + "}";
    }

    static String decided(long pool) {
        return "decided:{" + pool + "}";
    }

    static String ticket(OrderId order) {
        return "ticket:{" + order + "}";
    }
}
