package io.sluice.inventory.gate;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.Movement.Change;
import io.sluice.inventory.gate.Gate.Ask;
import io.sluice.inventory.gate.Gate.Snapshot;
import java.time.Instant;

/** The four keys of a pool, and what the scripts do to them. */
final class GateFold {

    /** An admission that waits for its decision. */
    record Entry(int quantity, long atMillis, int pollMillis, String fingerprint, String userId) {}

    /**
     * A decided order.
     *
     * @param pollMillis negative if it is not known
     */
    record Known(int pollMillis, String fingerprint) {}

    /** Null if nothing is loaded. */
    GateHead head;

    GateHash<OrderId, Entry> pending = new GateHash<>();
    GateHash<OrderId, Known> decided = new GateHash<>();
    GateHash<String, Long> buyers = new GateHash<>();

    /** What a barred user has more than units. */
    private static final long BARRED = 1_000_000_000;

    Admission admit(Instant now, Ask ask) {
        if (head == null) {
            return new Admission.NotLoaded();
        }
        var entry = pending.get(ask.order());
        if (entry != null) {
            return entry.fingerprint().equals(ask.fingerprint())
                    ? new Admission.Waiting(Instant.ofEpochMilli(entry.atMillis()), entry.pollMillis())
                    : new Admission.Reused();
        }
        var known = decided.get(ask.order());
        if (known != null) {
            return known.fingerprint().isEmpty() || known.fingerprint().equals(ask.fingerprint())
                    ? new Admission.Decided(known.pollMillis() < 0 ? ask.pollAfterMillis() : known.pollMillis())
                    : new Admission.Reused();
        }
        return admitNew(now, ask);
    }

    private Admission admitNew(Instant now, Ask ask) {
        var has = buyers.all().getOrDefault(ask.userId(), 0L);
        if (now.toEpochMilli() >= head.closes()) {
            return new Admission.Ended();
        }
        if (now.toEpochMilli() < head.opens()) {
            return new Admission.NotStarted();
        }
        if (has >= BARRED) {
            return new Admission.Barred();
        }
        if (has + ask.quantity() > head.limit()) {
            return new Admission.LimitReached();
        }
        if (ask.quantity() > head.left()) {
            return new Admission.SoldOut();
        }
        var poll = ask.pollAfterMillis();
        pending.put(ask.order(), new Entry(ask.quantity(), now.toEpochMilli(), poll, ask.fingerprint(), ask.userId()));
        buyers.put(ask.userId(), has + ask.quantity());
        head = head.waiting(ask.quantity());
        pending.expireAt(head.expires());
        buyers.expireAt(head.expires());
        return new Admission.Admitted(now, poll);
    }

    void bar(String userId) {
        if (buyers.all().getOrDefault(userId, 0L) < BARRED) {
            buys(userId, BARRED);
        }
    }

    void follow(Change change) {
        var order = new OrderId(change.orderId());
        switch (change.state()) {
            case HELD -> buys(change.userId(), change.quantity() - decide(order));
            case REJECTED, EXPIRED -> buys(change.userId(), -decide(order));
            case RELEASED, RETURNED -> buys(change.userId(), -change.quantity());
            case SOLD -> {}
        }
    }

    void buys(String userId, long units) {
        if (userId == null) {
            return;
        }
        var has = buyers.all().getOrDefault(userId, 0L) + units;
        if (has > 0) {
            buyers.put(userId, has);
        } else {
            buyers.remove(userId);
        }
    }

    /** An order leaves what is pending for what is decided; answers the units that waited. */
    private long decide(OrderId order) {
        var entry = pending.get(order);
        if (entry != null) {
            drop(order, entry);
            return entry.quantity();
        }
        if (decided.get(order) == null) {
            decided.put(order, new Known(-1, ""));
        }
        return 0;
    }

    /** What more is known of a decision stays. */
    void remember(OrderId order, String fingerprint) {
        var known = decided.get(order);
        if (known == null || known.equals(new Known(-1, ""))) {
            decided.put(order, new Known(-1, fingerprint));
        }
    }

    void drop(OrderId order, Entry entry) {
        pending.remove(order);
        head = head.waiting(-entry.quantity());
        decided.put(order, new Known(entry.pollMillis(), entry.fingerprint()));
    }

    void takeOver(Snapshot snapshot) {
        buyers.clear();
        snapshot.units().forEach(buyers::put);
        var waiting = 0L;
        for (var entry : pending.all().values()) {
            waiting += entry.quantity();
            buys(entry.userId(), entry.quantity());
        }
        head = GateHead.of(snapshot, waiting);
        pending.expireAt(head.expires());
        decided.expireAt(head.expires());
        buyers.expireAt(head.expires());
    }

    /** Units of all that is pending. */
    long waiting() {
        return pending.all().values().stream().mapToLong(Entry::quantity).sum();
    }

    void forgetWhatIsOver(long now) {
        if (head != null && now >= head.expires()) {
            head = null;
        }
        pending.forgetIfOver(now);
        decided.forgetIfOver(now);
        buyers.forgetIfOver(now);
    }

    GateFold copy() {
        var copy = new GateFold();
        copy.head = head;
        copy.pending = pending.copy();
        copy.decided = decided.copy();
        copy.buyers = buyers.copy();
        return copy;
    }
}
