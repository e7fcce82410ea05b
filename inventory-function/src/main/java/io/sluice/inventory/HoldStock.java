package io.sluice.inventory;

import static java.util.stream.Collectors.toMap;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.contracts.OrderId;
import io.sluice.gather.Gather;
import io.sluice.inventory.ClaimStore.Opening;
import io.sluice.inventory.ClaimStore.Refusal;
import io.sluice.inventory.domain.Answer;
import io.sluice.inventory.domain.Basket;
import io.sluice.inventory.domain.Claim;
import io.sluice.inventory.domain.ClaimState;
import io.sluice.inventory.domain.HoldBatch;
import io.sluice.inventory.domain.Shelf;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sets aside all lines of an order or none, once per order: whoever asks again gets the first answer. Requests that come
 * at the same time share a transaction, in which a pool that many of them want is updated once.
 */
@ApplicationScoped
class HoldStock {

    /** One order's wish. */
    private record Wish(OrderId order, String userId, Basket basket, String fingerprint) {}

    private final ClaimStore claims;
    private final PoolStore pools;
    private final HoldStore holds;
    private final Ledger ledger;
    private final Gather<Wish, Answer> wishes;

    HoldStock(
            ClaimStore claims,
            PoolStore pools,
            HoldStore holds,
            Ledger ledger,
            Batches batches,
            InventoryConfig config) {
        this.claims = claims;
        this.pools = pools;
        this.holds = holds;
        this.ledger = ledger;
        this.wishes = batches.gather(config.holds(), all -> Panache.withTransaction(() -> hold(all)));
    }

    Uni<Answer> hold(OrderId order, String userId, Basket basket) {
        return wishes.call(new Wish(order, userId, basket, basket.fingerprint(userId)));
    }

    private Uni<List<Answer>> hold(List<Wish> all) {
        var first = new LinkedHashMap<OrderId, Wish>();
        all.forEach(wish -> first.putIfAbsent(wish.order(), wish));
        return claims.open(first.values().stream().map(HoldStock::opening).toList())
                .chain(opened -> decide(first, opened).chain(decided -> answers(all, decided)));
    }

    private static Opening opening(Wish wish) {
        return new Opening(wish.order(), wish.userId(), null, wish.fingerprint());
    }

    /** About those that had no claim. */
    private Uni<Map<Wish, Answer>> decide(Map<OrderId, Wish> first, Set<OrderId> opened) {
        var asked = first.values().stream()
                .filter(wish -> opened.contains(wish.order()))
                .toList();
        var skus = asked.stream()
                .flatMap(wish -> wish.basket().skus().stream())
                .distinct()
                .sorted()
                .toList();
        return pools.lockOrdinary(skus).chain(locked -> {
            var batch = new HoldBatch(new Shelf(locked));
            var decided = asked.stream()
                    .collect(toMap(wish -> wish, wish -> batch.hold(wish.order(), wish.userId(), wish.basket())));
            return write(batch).replaceWith(decided);
        });
    }

    private Uni<Void> write(HoldBatch batch) {
        return ledger.write(batch.movements())
                .chain(() -> holds.add(batch.holdings()))
                .chain(() -> claims.refuse(batch.refusals().stream()
                        .map(refused ->
                                new Refusal(refused.order(), ClaimState.REJECTED, "out-of-stock", refused.skus()))
                        .toList()))
                .chain(() -> claims.forget(batch.unknown()));
    }

    /** Whoever asked before, or with another in this batch, is told what its claim says. */
    private Uni<List<Answer>> answers(List<Wish> all, Map<Wish, Answer> decided) {
        return claims.find(repeated(all, decided))
                .map(known -> all.stream()
                        .map(wish -> decided.containsKey(wish) ? decided.get(wish) : answer(wish, known))
                        .toList());
    }

    /** A claim can only be missing where two wishes for one order came together and the first was for an unknown SKU. */
    private static Answer answer(Wish wish, Map<OrderId, Claim> known) {
        if (!known.containsKey(wish.order())) {
            throw new IllegalStateException("order " + wish.order() + " is to be decided about alone");
        }
        return known.get(wish.order()).answer(wish.fingerprint());
    }

    private static Collection<OrderId> repeated(List<Wish> all, Map<Wish, Answer> decided) {
        return all.stream()
                .filter(wish -> !decided.containsKey(wish))
                .map(Wish::order)
                .distinct()
                .toList();
    }
}
