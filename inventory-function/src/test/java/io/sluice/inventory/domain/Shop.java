package io.sluice.inventory.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The decisions at work on plain maps: what the use cases do, without a database. */
final class Shop {

    private static final Claim TOMBSTONE = new Claim(ClaimState.RELEASED, null, null, List.of());

    final Map<String, Pool> pools = new HashMap<>();
    final Map<Integer, Claim> claims = new HashMap<>();
    private final Map<Integer, Basket> held = new HashMap<>();

    Shop(long lamps, long vases) {
        pools.put("lamp", Pool.ordinary(1, "lamp", lamps, 0, 0, false, null));
        pools.put("vase", Pool.ordinary(2, "vase", vases, 0, 0, false, null));
    }

    void hold(int order, Basket basket) {
        if (claims.containsKey(order)) {
            return;
        }
        var fingerprint = basket.fingerprint("alice");
        switch (basket.against(pools.values())) {
            case Verdict.Granted(var moves) -> {
                moves.forEach(this::apply);
                held.put(order, basket);
                claims.put(order, new Claim(ClaimState.HELD, "alice", fingerprint, List.of()));
            }
            case Verdict.Short(var skus) ->
                claims.put(order, new Claim(ClaimState.REJECTED, "alice", fingerprint, skus));
            case Verdict.Unknown _ -> {}
        }
    }

    /** Answers false when the signal is refused: it would wait among the dead letters. */
    boolean hear(int order, Signal signal) {
        var claim = claims.get(order);
        return switch (claim == null ? Claim.unclaimed(signal) : claim.on(signal)) {
            case Decision.Become(var to) -> {
                if (claim != null) {
                    held.get(order).lines().forEach(line -> apply(moveOf(signal, line)));
                }
                claims.put(order, claim == null ? TOMBSTONE : new Claim(to, "alice", claim.fingerprint(), List.of()));
                yield true;
            }
            case Decision.Stay _ -> true;
            case Decision.Refuse _ -> false;
        };
    }

    /** Units that orders in {@code state} have of {@code sku}, counted from the orders. */
    long unitsOf(String sku, ClaimState state) {
        return held.entrySet().stream()
                .filter(entry -> claims.get(entry.getKey()).state() == state)
                .flatMap(entry -> entry.getValue().lines().stream())
                .filter(line -> line.sku().equals(sku))
                .mapToLong(Line::quantity)
                .sum();
    }

    private Move moveOf(Signal signal, Line line) {
        var pool = pools.get(line.sku()).id();
        return switch (signal) {
            case SELL -> Move.sell(pool, line.quantity());
            case RELEASE -> Move.release(pool, line.quantity());
        };
    }

    private void apply(Move move) {
        pools.replaceAll((_, pool) -> pool.id() == move.poolId() ? pool.after(move) : pool);
    }
}
