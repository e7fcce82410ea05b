package io.sluice.inventory.domain;

import io.sluice.contracts.OrderId;
import io.sluice.contracts.RefundId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The decisions at work on plain maps: what the use cases do, without a database. */
final class Shop {

    private static final Claim TOMBSTONE = new Claim(ClaimState.RELEASED, null, null, List.of());

    final Map<String, Pool> pools = new HashMap<>();
    private final Map<OrderId, Claim> claims = new HashMap<>();
    private final Map<OrderId, List<Part>> parts = new HashMap<>();

    Shop(long lamps, long vases) {
        pools.put("lamp", Pool.ordinary(1, "lamp", lamps, 0, 0, false, null));
        pools.put("vase", Pool.ordinary(2, "vase", vases, 0, 0, false, null));
    }

    void hold(int number, Basket basket) {
        var order = order(number);
        if (claims.containsKey(order)) {
            return;
        }
        var fingerprint = basket.fingerprint("alice");
        switch (basket.against(pools.values())) {
            case Verdict.Granted(var moves) -> {
                moves.forEach(this::apply);
                parts.put(order, basket.lines().stream().map(this::part).toList());
                claims.put(order, new Claim(ClaimState.HELD, "alice", fingerprint, List.of()));
            }
            case Verdict.Short(var skus) ->
                claims.put(order, new Claim(ClaimState.REJECTED, "alice", fingerprint, skus));
            case Verdict.Unknown _ -> {}
        }
    }

    private Part part(Line line) {
        return new Part(pools.get(line.sku()).id(), line.sku(), line.quantity());
    }

    /** Answers false when the signal is refused: it would wait among the dead letters. */
    boolean hear(int number, Signal signal) {
        var order = order(number);
        if (signal == Signal.RELEASE) {
            claims.putIfAbsent(order, TOMBSTONE);
        }
        var shelf = new Shelf(pools.values());
        var settling = new Settling(shelf, claims, parts);
        settling.settle(signal == Signal.RETURN ? everythingBack(order) : new Settlement(order, signal, "said"));
        if (!settling.refusals().isEmpty()) {
            return false;
        }
        shelf.movements().forEach(movement -> apply(movement.move()));
        settling.steps().forEach(step -> claims.put(order, claims.get(order).become(step.to())));
        settling.returns().forEach(back -> parts.put(order, after(back, parts.get(order))));
        return true;
    }

    private Settlement everythingBack(OrderId order) {
        var units = parts.getOrDefault(order, List.of()).stream().collect(Collectors.toMap(Part::sku, Part::quantity));
        return Settlement.back(order, new Goods(new RefundId(order.value()), units), "said");
    }

    private static List<Part> after(Settling.Return back, List<Part> parts) {
        return parts.stream()
                .map(part -> part.poolId() == back.poolId() ? part.after(back.refund(), back.quantity()) : part)
                .toList();
    }

    Map<OrderId, Claim> claims() {
        return claims;
    }

    ClaimState stateOf(int order) {
        return claims.get(order(order)).state();
    }

    /** Units that orders in {@code state} have of {@code sku}, counted from the orders. */
    long unitsOf(String sku, ClaimState state) {
        return parts.entrySet().stream()
                .filter(entry -> claims.get(entry.getKey()).state() == state)
                .flatMap(entry -> entry.getValue().stream())
                .filter(part -> part.sku().equals(sku))
                .mapToLong(Part::left)
                .sum();
    }

    private static OrderId order(int number) {
        return new OrderId(new UUID(0, number));
    }

    private void apply(Move move) {
        pools.replaceAll((_, pool) -> pool.id() == move.poolId() ? pool.after(move) : pool);
    }
}
