package io.sluice.inventory.flash;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.gate.Folding;
import io.sluice.inventory.gate.Gate;
import io.sluice.inventory.gate.GateModel;
import io.sluice.inventory.gate.GateState.Notes;
import io.sluice.inventory.gate.GateState.Owner;
import io.sluice.inventory.gate.Loading;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Redis as one process sees it: each call is one script, or reads that need none. */
final class SimGate implements Gate {

    /** Admissions per page: few, so that a sweep has to ask again. */
    private static final int PAGE = 2;

    private static final Notes NOTES = new Notes(100, Duration.ofMinutes(10));

    private final SimWire wire;
    private final SimLife caller;
    private final SimRedis redis;
    private final GateModel model;

    SimGate(SimWire wire, SimLife caller, SimRedis redis) {
        this.wire = wire;
        this.caller = caller;
        this.redis = redis;
        this.model = redis.model();
    }

    @Override
    public Uni<Admissions> admit(long pool, List<Ask> asks) {
        return wire.call(
                caller,
                () -> "admit %d %s".formatted(pool, asks),
                () -> redis.write((state, now) -> model.admit(state, now, pool, asks)));
    }

    @Override
    public Uni<Folding> apply(long pool, List<Step> steps) {
        return wire.call(
                caller,
                () -> "apply %d %s".formatted(pool, steps),
                () -> redis.write((state, now) -> model.apply(state, now, pool, steps)));
    }

    @Override
    public Uni<Folding> settle(long pool, List<Settled> settled) {
        return wire.call(
                caller,
                () -> "settle %d %s".formatted(pool, settled),
                () -> redis.write((state, now) -> model.settle(state, now, pool, settled)));
    }

    @Override
    public Uni<Void> bar(long pool, Set<String> userIds) {
        return wire.call(
                caller,
                () -> "bar from %d %s".formatted(pool, userIds),
                () -> redis.write((state, now) -> {
                    model.bar(state, now, pool, userIds);
                    return null;
                }));
    }

    /** Two steps: between them it may be another Redis. */
    @Override
    public Uni<Loading> load(Snapshot snapshot, OptionalLong seen) {
        return wire.<Void>call(
                        caller,
                        () -> "remember " + snapshot.decided().size() + " of " + snapshot.pool(),
                        () -> redis.write((state, now) -> {
                            model.remember(state, now, snapshot);
                            return null;
                        }))
                .chain(() -> wire.call(
                        caller,
                        () -> "load %s, seen %s".formatted(snapshot, seen),
                        () -> redis.write((state, now) -> model.load(state, now, snapshot, seen))));
    }

    @Override
    public Uni<Optional<Figures>> figures(long pool) {
        return wire.call(
                caller, () -> "figures of " + pool, () -> redis.read((state, now) -> model.figures(state, now, pool)));
    }

    @Override
    public Uni<Waiting> waiting(long pool) {
        return wire.call(
                caller, () -> "waiting in " + pool, () -> redis.read((state, now) -> model.waiting(state, now, pool)));
    }

    @Override
    public Uni<PendingPage> pending(long pool, Optional<String> cursor) {
        return wire.call(
                caller,
                () -> "pending in " + pool,
                () -> redis.read((state, now) -> model.pending(state, now, pool, cursor, PAGE)));
    }

    @Override
    public Uni<Map<OrderId, Instant>> admittedAt(long pool, List<OrderId> orders) {
        return wire.call(
                caller,
                () -> "when admitted to " + pool + " "
                        + orders.stream().map(SimPurchase::shortly).toList(),
                () -> redis.read((state, now) -> model.admittedAt(state, now, pool, orders)));
    }

    @Override
    public Uni<Optional<Instant>> firstAsked(OrderId order, UUID sale, String userId) {
        return wire.call(
                caller,
                () -> "when first asked " + SimPurchase.shortly(order),
                () -> redis.write((state, now) -> model.firstAsked(state, now, new Owner(sale, userId), order, NOTES)));
    }

    @Override
    public Uni<Instant> time() {
        return wire.call(caller, () -> "time", () -> redis.read((_, now) -> now));
    }
}
