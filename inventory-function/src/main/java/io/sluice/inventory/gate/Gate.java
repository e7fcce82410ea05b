package io.sluice.inventory.gate;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.Movement.Change;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * The fold of PostgreSQL's figures that admits requests. Each method but {@link #load} is one step per pool: it happens as a
 * whole or not at all. No step is about two pools, which may live on two machines.
 */
public interface Gate {

    /** A request for units. */
    record Ask(OrderId order, String userId, int quantity, String fingerprint, int pollAfterMillis) {}

    /**
     * What several requests for one pool are told.
     *
     * @param now by the clock that decides what is open
     * @param left units that can still be admitted
     * @param waiting requests that wait for their decision
     * @param each in the order of the requests
     */
    record Admissions(Instant now, long left, long waiting, List<Admission> each) {}

    /**
     * A movement that PostgreSQL committed.
     *
     * @param durable the change of what is held and sold
     */
    record Step(long seq, long durable, long total, List<Change> changes) {}

    /**
     * Everything about a pool, as PostgreSQL has it at one moment.
     *
     * @param durable held and sold
     * @param expires from when on nobody needs it any more
     * @param decided fingerprints of all orders about which something was decided; empty where it is not known
     * @param units what users have of the pool, held and sold
     */
    record Snapshot(
            long pool,
            long total,
            long durable,
            long seq,
            Instant opens,
            Instant closes,
            int limit,
            Instant expires,
            Map<OrderId, String> decided,
            Map<String, Long> units) {}

    /**
     * A claim whose admission may be dropped.
     *
     * @param seq the pool's, read after the claim; 0 for a claim without a movement
     */
    record Settled(OrderId order, long seq) {}

    /** An admission that waits for its decision. */
    record Pending(OrderId order, String userId, int quantity, String fingerprint, Instant admittedAt) {}

    /**
     * A part of what is pending.
     *
     * @param now by the gate's clock
     * @param next where the next part begins; empty after the last
     */
    record PendingPage(Instant now, List<Pending> pending, Optional<String> next) {}

    /**
     * What is known of a pool.
     *
     * @param pending units that wait for their decision
     * @param waiting requests that do
     */
    record Figures(long total, long durable, long applied, long pending, long waiting, Instant closes) {

        /** Units that can still be admitted. */
        public long left() {
            return total - durable - pending;
        }
    }

    /**
     * What waits for its decision.
     *
     * @param kept the sum that admissions are reckoned with
     * @param counted the sum of all that waits
     */
    record Waiting(long kept, long counted) {}

    /** Admits requests for {@code pool}, at most 1,000. */
    Uni<Admissions> admit(long pool, List<Ask> asks);

    /** Follows steps, by seq. Answers the last seq ever followed. */
    Uni<Folding> apply(long pool, List<Step> steps);

    /** Drops admissions that are decided, as far as the fold has followed; at least one. Answers how many. */
    Uni<Folding> settle(long pool, List<Settled> settled);

    /** Admits no more of these users' requests, until the pool is loaded anew. A hint: it does no harm if it is lost. */
    Uni<Void> bar(long pool, Set<String> userIds);

    /**
     * Takes a snapshot over, unless what is here is as good or newer. It takes several steps; if the gate is emptied between
     * them, nothing is loaded.
     *
     * @param seen the last seq followed as read before the snapshot was taken; empty if nothing was loaded then
     */
    Uni<Loading> load(Snapshot snapshot, OptionalLong seen);

    /** What is known of {@code pool}; empty if nothing is loaded. */
    Uni<Optional<Figures>> figures(long pool);

    /** How much waits; it is counted for that, so this is nothing for every request. */
    Uni<Waiting> waiting(long pool);

    /** What waits for its decision, from {@code cursor} on; empty: from the beginning. */
    Uni<PendingPage> pending(long pool, Optional<String> cursor);

    /** When orders were admitted to {@code pool}: those that wait there for their decision. */
    Uni<Map<OrderId, Instant>> admittedAt(long pool, List<OrderId> orders);

    /**
     * When a user's ticket of which nothing is known was first asked for: now, or earlier. Empty if so many others of the
     * user's in the sale are noted that this one is not.
     */
    Uni<Optional<Instant>> firstAsked(OrderId order, UUID sale, String userId);

    /** By the clock that decides what is open. */
    Uni<Instant> time();
}
