package io.sluice.inventory.gate;

import io.sluice.contracts.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** All that a Redis has of pools and tickets, as plain maps: it can be copied, and so be rolled back. */
public final class GateState {

    /** When a ticket was first asked for, and until when that is remembered. */
    private record Note(Instant asked, Instant until) {}

    private final Map<Long, GateFold> folds = new TreeMap<>();
    private final Map<OrderId, Note> notes = new LinkedHashMap<>();

    /** As it is at {@code now}. */
    GateFold fold(long pool, Instant now) {
        var fold = folds.computeIfAbsent(pool, _ -> new GateFold());
        fold.forgetWhatIsOver(now.toEpochMilli());
        return fold;
    }

    /** Notes the first look at a ticket, for {@code keep}. */
    Instant firstAsked(OrderId order, Instant now, Duration keep) {
        return notes.compute(
                        order,
                        (_, note) -> note != null && note.until().isAfter(now) ? note : new Note(now, now.plus(keep)))
                .asked();
    }

    /** What it is now, for later. */
    public GateState copy() {
        var copy = new GateState();
        folds.forEach((pool, fold) -> copy.folds.put(pool, fold.copy()));
        copy.notes.putAll(notes);
        return copy;
    }
}
