package io.sluice.inventory.gate;

import io.sluice.contracts.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** All that a Redis has of pools and tickets, as plain maps: it can be copied, and so be rolled back. */
public final class GateState {

    /** Who has tickets. */
    public record Owner(UUID sale, String userId) {}

    /** How many tickets are noted for one, and for how long. */
    public record Notes(int most, Duration keep) {}

    private final Map<Long, GateFold> folds = new TreeMap<>();
    private final Map<Owner, GateHash<OrderId, Instant>> tickets = new LinkedHashMap<>();

    /** As it is at {@code now}. */
    GateFold fold(long pool, Instant now) {
        var fold = folds.computeIfAbsent(pool, _ -> new GateFold());
        fold.forgetWhatIsOver(now.toEpochMilli());
        return fold;
    }

    /** When tickets were first asked for, as it is at {@code now}. */
    GateHash<OrderId, Instant> tickets(Owner owner, Instant now) {
        var asked = tickets.computeIfAbsent(owner, _ -> new GateHash<>());
        asked.forgetIfOver(now.toEpochMilli());
        return asked;
    }

    /** What it is now, for later. */
    public GateState copy() {
        var copy = new GateState();
        folds.forEach((pool, fold) -> copy.folds.put(pool, fold.copy()));
        tickets.forEach((owner, asked) -> copy.tickets.put(owner, asked.copy()));
        return copy;
    }
}
