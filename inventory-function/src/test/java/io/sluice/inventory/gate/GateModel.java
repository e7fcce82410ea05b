package io.sluice.inventory.gate;

import static java.util.Comparator.comparing;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.gate.Gate.Admissions;
import io.sluice.inventory.gate.Gate.Ask;
import io.sluice.inventory.gate.Gate.Figures;
import io.sluice.inventory.gate.Gate.Pending;
import io.sluice.inventory.gate.Gate.PendingPage;
import io.sluice.inventory.gate.Gate.Settled;
import io.sluice.inventory.gate.Gate.Snapshot;
import io.sluice.inventory.gate.Gate.Step;
import io.sluice.inventory.gate.Gate.Waiting;
import io.sluice.inventory.gate.GateFold.Entry;
import io.sluice.inventory.gate.GateState.Notes;
import io.sluice.inventory.gate.GateState.Owner;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The scripts once more, in plain Java: what a simulation runs instead of Redis. {@code StockGateModelTest} ties it to them.
 * What the protocol rests on can be left out by a subclass, so that tests can show what it is good for.
 */
public class GateModel {

    /** {@code admit.lua}. */
    public Admissions admit(GateState state, Instant now, long pool, List<Ask> asks) {
        var fold = state.fold(pool, now);
        var each = asks.stream().map(ask -> fold.admit(now, ask)).toList();
        var left = fold.head == null ? 0 : fold.head.left();
        return new Admissions(now, left, fold.pending.all().size(), each);
    }

    /** {@code apply.lua}. */
    public Folding apply(GateState state, Instant now, long pool, List<Step> steps) {
        var fold = state.fold(pool, now);
        if (fold.head == null) {
            return new Folding.NotLoaded();
        }
        for (var step : steps) {
            if (isNext(step.seq(), fold.head.applied())) {
                step.changes().forEach(fold::follow);
                fold.head = fold.head.at(step.seq(), step.durable(), step.total());
            }
        }
        fold.decided.expireAt(fold.head.expires());
        fold.buyers.expireAt(fold.head.expires());
        return new Folding.Done(fold.head.applied());
    }

    /** The sequence check. */
    protected boolean isNext(long seq, long applied) {
        return seq == applied + 1;
    }

    /** {@code settle.lua}. */
    public Folding settle(GateState state, Instant now, long pool, List<Settled> settled) {
        var fold = state.fold(pool, now);
        if (fold.head == null) {
            return new Folding.NotLoaded();
        }
        var dropped = 0;
        for (var one : settled) {
            var entry = fold.pending.get(one.order());
            if (entry != null && mayDrop(one.seq(), fold.head.applied())) {
                fold.drop(one.order(), entry);
                fold.buys(entry.userId(), -entry.quantity());
                fold.decided.expireAt(fold.head.expires());
                dropped++;
            }
        }
        return new Folding.Done(dropped);
    }

    /** An admission is dropped only by a fold that has followed as far as its decision. */
    protected boolean mayDrop(long seq, long applied) {
        return applied >= seq;
    }

    /** {@code bar.lua}. */
    public void bar(GateState state, Instant now, long pool, Set<String> userIds) {
        var fold = state.fold(pool, now);
        if (fold.head != null) {
            userIds.forEach(fold::bar);
            fold.buyers.expireAt(fold.head.expires());
        }
    }

    /** {@code remember.lua}, the first part of loading: it is known whatever else becomes of the snapshot. */
    public void remember(GateState state, Instant now, Snapshot snapshot) {
        var fold = state.fold(snapshot.pool(), now);
        snapshot.decided().forEach(fold::remember);
        fold.decided.expireAt(snapshot.expires().toEpochMilli());
    }

    /** {@code load.lua}. */
    public Loading load(GateState state, Instant now, Snapshot snapshot, OptionalLong seen) {
        var fold = state.fold(snapshot.pool(), now);
        if (fold.head != null && !givesWay(fold, snapshot, seen.orElse(-1))) {
            return new Loading.AsGood();
        }
        if (!remembers(fold.decided.all().size(), snapshot)) {
            return new Loading.Lost();
        }
        fold.takeOver(snapshot);
        return new Loading.Loaded();
    }

    /** Whether what was told first is still here. */
    protected boolean remembers(int decided, Snapshot snapshot) {
        return decided >= snapshot.decided().size();
    }

    private boolean givesWay(GateFold fold, Snapshot snapshot, long seen) {
        var head = fold.head;
        var same = head.applied() == snapshot.seq()
                && head.total() == snapshot.total()
                && head.durable() == snapshot.durable()
                && head.opens() == snapshot.opens().toEpochMilli()
                && head.closes() == snapshot.closes().toEpochMilli()
                && head.pending() == fold.waiting();
        return !same && (head.applied() <= snapshot.seq() || isBeyond(seen, snapshot.seq(), head.applied()));
    }

    /** A fold that is newer than the snapshot gives way only if it was so before that was taken, and stands still. */
    protected boolean isBeyond(long seen, long seq, long applied) {
        return seen > seq && seen == applied;
    }

    /** What a read of the figures finds. */
    public Optional<Figures> figures(GateState state, Instant now, long pool) {
        return Optional.ofNullable(state.fold(pool, now).head)
                .map(head -> new Figures(
                        head.total(),
                        head.durable(),
                        head.applied(),
                        head.pending(),
                        state.fold(pool, now).pending.all().size(),
                        Instant.ofEpochMilli(head.closes())));
    }

    /** What a count of what waits finds. */
    public Waiting waiting(GateState state, Instant now, long pool) {
        var fold = state.fold(pool, now);
        return new Waiting(fold.head == null ? 0 : fold.head.pending(), fold.waiting());
    }

    /** What users have as far as is known here: pending, held and sold. */
    public Map<String, Long> buyers(GateState state, Instant now, long pool) {
        return state.fold(pool, now).buyers.all();
    }

    /** Orders of which it is known here that they are decided. */
    public boolean isDecided(GateState state, Instant now, long pool, OrderId order) {
        return state.fold(pool, now).decided.get(order) != null;
    }

    /** A page of what is pending, {@code size} orders long; the cursor is the last order of the page before. */
    public PendingPage pending(GateState state, Instant now, long pool, Optional<String> cursor, int size) {
        var behind = state.fold(pool, now).pending.all().entrySet().stream()
                .map(entry -> pending(entry.getKey(), entry.getValue()))
                .filter(pending ->
                        cursor.isEmpty() || pending.order().toString().compareTo(cursor.get()) > 0)
                .sorted(comparing(pending -> pending.order().toString()))
                .toList();
        return behind.size() <= size
                ? new PendingPage(now, behind, Optional.empty())
                : new PendingPage(
                        now,
                        behind.subList(0, size),
                        Optional.of(behind.get(size - 1).order().toString()));
    }

    private static Pending pending(OrderId order, Entry entry) {
        return new Pending(
                order, entry.userId(), entry.quantity(), entry.fingerprint(), Instant.ofEpochMilli(entry.atMillis()));
    }

    /** When those of the orders that wait in {@code pool} were admitted. */
    public Map<OrderId, Instant> admittedAt(GateState state, Instant now, long pool, List<OrderId> orders) {
        var found = new HashMap<OrderId, Instant>();
        orders.forEach(order -> {
            var entry = state.fold(pool, now).pending.get(order);
            if (entry != null) {
                found.put(order, Instant.ofEpochMilli(entry.atMillis()));
            }
        });
        return found;
    }

    /** {@code note.lua}. */
    public Optional<Instant> firstAsked(GateState state, Instant now, Owner owner, OrderId order, Notes notes) {
        var asked = state.tickets(owner, now);
        if (asked.get(order) == null && asked.all().size() < notes.most()) {
            asked.put(order, now);
            asked.expireAt(now.plus(notes.keep()).toEpochMilli());
        }
        return Optional.ofNullable(asked.get(order));
    }
}
