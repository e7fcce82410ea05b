package io.sluice.inventory.flash;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.Allotment;
import io.sluice.inventory.domain.Allotment.Buyer;
import io.sluice.inventory.domain.ClaimState;
import io.sluice.inventory.domain.FlashRequest;
import io.sluice.inventory.domain.Holding;
import io.sluice.inventory.domain.Movement;
import io.sluice.inventory.domain.Outcome;
import io.sluice.inventory.domain.Part;
import io.sluice.inventory.domain.Pool;
import io.sluice.inventory.domain.Sale;
import io.sluice.inventory.domain.Share;
import io.sluice.inventory.domain.Shelf;
import io.sluice.inventory.domain.Standing;
import io.sluice.inventory.flash.SimTables.ClaimRow;
import io.sluice.inventory.flash.SimTables.StockNews;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The transaction that decides flash requests, as {@link DecideRequests} has it: claims first, then the domain, then the rest. */
class SimDecisions {

    /** What a request comes to. */
    record Decided(FlashRequest request, Outcome outcome) {}

    /** What a batch comes to. */
    record Batch(List<Decided> decided, List<Movement> movements) {}

    private final SimTables tables;
    private final SimClock clock;
    private final Allotment.Rules rules;

    SimDecisions(SimTables tables, SimClock clock, Allotment.Rules rules) {
        this.tables = tables;
        this.clock = clock;
        this.rules = rules;
    }

    final void decide(List<FlashRequest> requests) {
        var undecided = undecided(requests);
        if (!undecided.isEmpty()) {
            write(allot(undecided));
        }
    }

    /** Those that had no claim: the key lets nobody decide twice. */
    protected List<FlashRequest> undecided(List<FlashRequest> requests) {
        var first = new LinkedHashMap<OrderId, FlashRequest>();
        requests.forEach(request -> first.putIfAbsent(request.orderId(), request));
        return first.values().stream()
                .filter(request -> tables.claim(request.orderId()).isEmpty())
                .toList();
    }

    protected Batch allot(List<FlashRequest> requests) {
        var pools = requests.stream()
                .map(request -> tables.pool(request.poolId()).orElseThrow())
                .distinct()
                .map(this::asItIs)
                .toList();
        var shelf = new Shelf(pools);
        var allotment = new Allotment(shelf, shares(pools), standings(requests), rules, clock.now());
        var decided = new ArrayList<Decided>();
        requests.forEach(request -> decided.add(new Decided(request, allotment.decide(request))));
        return new Batch(decided, shelf.movements());
    }

    /** Under its lock. */
    protected Pool asItIs(Pool locked) {
        return locked;
    }

    private Map<Long, Share> shares(Collection<Pool> pools) {
        return pools.stream().map(this::share).collect(toMap(Share::poolId, identity()));
    }

    private Share share(Pool pool) {
        var sale = tables.sale(pool.saleId());
        return new Share(pool.id(), closesAt(sale), limit(sale.item(pool.sku()).orElseThrow()));
    }

    protected Instant closesAt(Sale sale) {
        return sale.closesAt();
    }

    protected int limit(Sale.Item item) {
        return item.perUserLimit();
    }

    private Map<Buyer, Standing> standings(List<FlashRequest> requests) {
        return requests.stream()
                .map(request -> new Buyer(request.poolId(), request.userId()))
                .distinct()
                .collect(Collectors.toMap(identity(), this::standing));
    }

    private Standing standing(Buyer buyer) {
        var sale = tables.pool(buyer.poolId()).orElseThrow().saleId();
        var units = 0L;
        var cancelled = 0L;
        for (var entry : tables.claims().entrySet()) {
            var claim = entry.getValue();
            if (isOf(claim, buyer.userId(), sale)) {
                units += units(entry.getKey(), claim, buyer.poolId());
                cancelled += claim.state() == ClaimState.RELEASED && SimNews.CANCELLED.equals(claim.reason()) ? 1 : 0;
            }
        }
        return new Standing(units, cancelled);
    }

    private static boolean isOf(ClaimRow claim, String userId, UUID sale) {
        return sale.equals(claim.saleId()) && userId.equals(claim.userId());
    }

    private long units(OrderId order, ClaimRow claim, long pool) {
        return claim.state() == ClaimState.HELD || claim.state() == ClaimState.SOLD
                ? tables.holds(order).stream()
                        .filter(part -> part.poolId() == pool)
                        .mapToLong(Part::left)
                        .sum()
                : 0;
    }

    private void write(Batch batch) {
        tables.write(batch.movements());
        for (var one : batch.decided()) {
            var request = one.request();
            tables.put(request.orderId(), claim(request, one.outcome()));
            if (one.outcome() instanceof Outcome.Held) {
                tables.add(new Holding(request.orderId(), request.poolId(), request.quantity()));
            }
            tables.say(new StockNews(request, one.outcome() instanceof Outcome.Held));
        }
    }

    private static ClaimRow claim(FlashRequest request, Outcome outcome) {
        var reason = outcome instanceof Outcome.Refused(var why) ? why.text() : null;
        return new ClaimRow(
                outcome.state(),
                request.userId(),
                request.saleId(),
                request.poolId(),
                reason,
                request.fingerprint(),
                false);
    }
}
