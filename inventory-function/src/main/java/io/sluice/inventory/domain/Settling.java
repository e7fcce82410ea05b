package io.sluice.inventory.domain;

import io.sluice.contracts.OrderId;
import io.sluice.contracts.RefundId;
import io.sluice.inventory.domain.Movement.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Settles orders' stock one after another: what is paid is sold, what ended comes free, what is given back as well, each once. */
public final class Settling {

    /** A claim's step from one state to another. */
    public record Step(OrderId order, ClaimState from, ClaimState to, String because) {}

    /** Units of a pool that one refund gave back. */
    public record Return(OrderId order, long poolId, RefundId refund, long quantity) {}

    private final Shelf shelf;
    private final Map<OrderId, Claim> claims;
    private final Map<OrderId, List<Part>> holds;
    private final Map<OrderId, Step> steps = new LinkedHashMap<>();
    private final List<Return> returns = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();

    /**
     * @param shelf the pools of {@code holds} and, of those whose sale has ended, the SKUs' ordinary ones
     * @param claims as they are, locked; who is released without a claim has left a tombstone before
     */
    public Settling(Shelf shelf, Map<OrderId, Claim> claims, Map<OrderId, List<Part>> holds) {
        this.shelf = shelf;
        this.claims = new HashMap<>(claims);
        this.holds = new HashMap<>(holds);
    }

    /** Does what the order's claim says; a repeated or late signal changes nothing. */
    public void settle(Settlement settlement) {
        var claim = claims.get(settlement.order());
        var decision = claim == null ? Claim.unclaimed(settlement.signal()) : claim.on(settlement.signal());
        switch (decision) {
            case Decision.Become(var to) -> become(settlement, Objects.requireNonNull(claim, "no tombstone"), to);
            case Decision.Stay _ -> {}
            case Decision.Refuse(var why) -> {
                refusals.add(why);
                return;
            }
        }
        if (settlement.signal() == Signal.RETURN) {
            takeBack(settlement);
        }
    }

    private void become(Settlement settlement, Claim claim, ClaimState to) {
        var order = settlement.order();
        for (var part : parts(order)) {
            var change = new Change(order.value(), claim.userId(), part.quantity(), to);
            switch (settlement.signal()) {
                case SELL, RETURN -> shelf.sell(part.poolId(), change);
                case RELEASE -> shelf.release(part.poolId(), change);
            }
        }
        step(settlement, claim, to);
    }

    private void step(Settlement settlement, Claim claim, ClaimState to) {
        var order = settlement.order();
        claims.put(order, claim.become(to));
        steps.merge(
                order,
                new Step(order, claim.state(), to, settlement.because()),
                (first, last) -> new Step(order, first.from(), last.to(), last.because()));
    }

    private void takeBack(Settlement settlement) {
        var order = settlement.order();
        var parts = parts(order);
        settlement.goods().units().forEach((sku, units) -> {
            if (parts.stream().noneMatch(part -> part.sku().equals(sku))) {
                refusals.add("refund %s gives back %d of %s, which the order never had"
                        .formatted(settlement.goods().refund(), units, sku));
            }
        });
        holds.put(order, parts.stream().map(part -> takeBack(settlement, part)).toList());
        var claim = claims.get(order);
        if (claim.state() == ClaimState.SOLD && parts(order).stream().allMatch(part -> part.left() == 0)) {
            step(settlement, claim, ClaimState.RETURNED);
        }
    }

    private Part takeBack(Settlement settlement, Part part) {
        var refund = settlement.goods().refund();
        var units = settlement.goods().units().get(part.sku());
        if (units == null || part.returns().containsKey(refund)) {
            return part;
        }
        if (units > part.left()) {
            refusals.add("refund %s gives back %d of %s, of which the order has %d"
                    .formatted(refund, units, part.sku(), part.left()));
            return part;
        }
        var order = settlement.order();
        var userId = claims.get(order).userId();
        shelf.takeBack(part.poolId(), new Change(order.value(), userId, units, ClaimState.RETURNED));
        returns.add(new Return(order, part.poolId(), refund, units));
        return part.after(refund, units);
    }

    private List<Part> parts(OrderId order) {
        return holds.getOrDefault(order, List.of());
    }

    /** The steps of claims that moved, one per order, from where they were to where they are. */
    public List<Step> steps() {
        return List.copyOf(steps.values());
    }

    /** What came back. */
    public List<Return> returns() {
        return List.copyOf(returns);
    }

    /** Why settlements made no sense; whoever asked must be told, and nothing may be kept. */
    public List<String> refusals() {
        return List.copyOf(refusals);
    }
}
