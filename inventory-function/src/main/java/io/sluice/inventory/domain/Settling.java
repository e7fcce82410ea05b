package io.sluice.inventory.domain;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.Movement.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Settles orders' stock one after another: what is paid is sold, what ended comes free, each once. */
public final class Settling {

    /** Units that an order has of a pool. */
    public record Part(long poolId, long quantity) {}

    /** A claim's step from one state to another. */
    public record Step(OrderId order, ClaimState from, ClaimState to, String because) {}

    private final Shelf shelf;
    private final Map<OrderId, Claim> claims;
    private final Map<OrderId, List<Part>> holds;
    private final Map<OrderId, Step> steps = new LinkedHashMap<>();
    private final List<String> refusals = new ArrayList<>();

    /**
     * @param shelf the pools of {@code holds} and, of those whose sale has ended, the SKUs' ordinary ones
     * @param claims as they are, locked; who is released without a claim has left a tombstone before
     */
    public Settling(Shelf shelf, Map<OrderId, Claim> claims, Map<OrderId, List<Part>> holds) {
        this.shelf = shelf;
        this.claims = new HashMap<>(claims);
        this.holds = holds;
    }

    /** Does what the order's claim says; a repeated or late signal changes nothing. */
    public void settle(Settlement settlement) {
        var claim = claims.get(settlement.order());
        var decision = claim == null ? Claim.unclaimed(settlement.signal()) : claim.on(settlement.signal());
        switch (decision) {
            case Decision.Become(var to) -> become(settlement, Objects.requireNonNull(claim, "no tombstone"), to);
            case Decision.Stay _ -> {}
            case Decision.Refuse(var why) -> refusals.add(why);
        }
    }

    private void become(Settlement settlement, Claim claim, ClaimState to) {
        var order = settlement.order();
        for (var part : holds.getOrDefault(order, List.of())) {
            var change = new Change(order.value(), claim.userId(), part.quantity(), to);
            switch (settlement.signal()) {
                case SELL -> shelf.sell(part.poolId(), change);
                case RELEASE -> shelf.release(part.poolId(), change);
            }
        }
        claims.put(order, claim.become(to));
        steps.put(order, new Step(order, claim.state(), to, settlement.because()));
    }

    /** The steps of claims that moved, one per order: from HELD there is only one. */
    public List<Step> steps() {
        return List.copyOf(steps.values());
    }

    /** Why settlements made no sense; whoever asked must be told, and nothing may be kept. */
    public List<String> refusals() {
        return List.copyOf(refusals);
    }
}
