package io.sluice.inventory.flash;

import io.sluice.inbox.Refused;
import io.sluice.inventory.PoolStore;
import io.sluice.inventory.Standings;
import io.sluice.inventory.domain.Allotment;
import io.sluice.inventory.domain.Allotment.Rules;
import io.sluice.inventory.domain.FlashRequest;
import io.sluice.inventory.domain.Movement;
import io.sluice.inventory.domain.Outcome;
import io.sluice.inventory.domain.Pool;
import io.sluice.inventory.domain.Shelf;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says who gets what: locks the pools, reads what the decision needs, and lets the domain decide. */
@ApplicationScoped
class Allotments {

    /** What was decided about one request. */
    record Decided(FlashRequest request, Outcome outcome) {}

    /** What a batch comes to. */
    record Batch(List<Decided> decided, List<Movement> movements, Instant at) {}

    private final PoolStore pools;
    private final SaleStore sales;
    private final Standings standings;
    private final Rules rules;

    Allotments(PoolStore pools, SaleStore sales, Standings standings, FlashConfig config) {
        this.pools = pools;
        this.sales = sales;
        this.standings = standings;
        this.rules = new Rules(config.patience(), config.barAfter());
    }

    /** In the caller's transaction, which has claimed the requests' orders. What is read after the locks is the newest. */
    Uni<Batch> allot(List<FlashRequest> requests) {
        var ids = requests.stream().map(FlashRequest::poolId).collect(Collectors.toSet());
        return pools.lockShares(ids)
                .invoke(locked -> requireAll(ids, locked))
                .chain(locked -> sales.shares(ids)
                        .chain(shares -> standings.of(requests).map(known -> {
                            var shelf = new Shelf(locked);
                            return decide(
                                    requests,
                                    shelf,
                                    new Allotment(shelf, shares.byPool(), known, rules, shares.now()),
                                    shares.now());
                        })));
    }

    /** A pool that does not exist is no pool of ours: the message is wrong, however often it comes. */
    private static void requireAll(Set<Long> ids, List<Pool> locked) {
        var known =
                locked.stream().filter(pool -> !pool.isOrdinary()).map(Pool::id).collect(Collectors.toSet());
        ids.stream().filter(id -> !known.contains(id)).findAny().ifPresent(id -> {
            throw new Refused("there is no flash sale with pool " + id);
        });
    }

    private static Batch decide(List<FlashRequest> requests, Shelf shelf, Allotment allotment, Instant now) {
        var decided = new ArrayList<Decided>(requests.size());
        requests.forEach(request -> decided.add(new Decided(request, allotment.decide(request))));
        return new Batch(decided, shelf.movements(), now);
    }
}
