package io.sluice.inventory.gate;

import java.util.List;
import java.util.UUID;

/** What the keys are called. The braces keep all keys of a pool in one slot of a cluster. */
final class GateKeys {

    /** Whose node's clock says what is open: one of a cluster's, always the same. It holds nothing. */
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

    static String tickets(UUID sale, String userId) {
        return "tickets:{" + sale + ":" + userId + "}";
    }
}
