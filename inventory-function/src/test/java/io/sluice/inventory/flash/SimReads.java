package io.sluice.inventory.flash;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.ClaimState;
import io.sluice.inventory.domain.Movement;
import io.sluice.inventory.domain.Pool;
import io.sluice.inventory.domain.Sale;
import io.sluice.inventory.domain.Ticket;
import io.sluice.inventory.flash.SimTables.ClaimRow;
import io.sluice.inventory.flash.Steps.At;
import io.sluice.inventory.gate.Gate.Snapshot;
import io.sluice.inventory.gate.Gate.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is read of PostgreSQL, each read at one moment, as {@link PoolSnapshots}, {@link PoolSteps} and others have it. */
class SimReads {

    /** Movements per pool and read: few, so that the relay has to ask again. */
    private static final int MOVEMENTS = 3;

    private final SimTables tables;
    private final SimClock clock;
    private final Duration afterwards;

    SimReads(SimTables tables, SimClock clock, FlashConfig config) {
        this.tables = tables;
        this.clock = clock;
        this.afterwards = config.patience().plus(config.keep());
    }

    Optional<Snapshot> snapshot(long id) {
        return tables.pool(id).filter(pool -> isNeeded(pool, clock.now())).map(this::snapshot);
    }

    /** Pools of sales that are not over for long. */
    List<Long> pools() {
        return pools(clock.now());
    }

    /** The last seq of each of them. */
    Map<Long, Long> seqs() {
        var seqs = new TreeMap<Long, Long>();
        pools().forEach(pool -> seqs.put(pool, tables.seq(pool)));
        return seqs;
    }

    /** The same pools by another clock. */
    List<Long> pools(Instant now) {
        return tables.pools().stream()
                .filter(pool -> !pool.isOrdinary() && isNeeded(pool, now))
                .map(Pool::id)
                .collect(Collectors.toList());
    }

    private boolean isNeeded(Pool pool, Instant now) {
        return tables.sale(pool.saleId()).closesAt().plus(afterwards).isAfter(now);
    }

    private Snapshot snapshot(Pool pool) {
        var sale = tables.sale(pool.saleId());
        return new Snapshot(
                pool.id(),
                pool.total(),
                pool.held() + pool.sold(),
                tables.seq(pool.id()),
                sale.startsAt(),
                sale.closesAt(),
                sale.item(pool.sku()).orElseThrow().perUserLimit(),
                sale.closesAt().plus(afterwards),
                decided(pool),
                units(pool));
    }

    private Map<OrderId, String> decided(Pool pool) {
        var decided = new LinkedHashMap<OrderId, String>();
        tables.claims().forEach((order, claim) -> {
            if (claim.isOf(pool) && claim.fingerprint() != null) {
                decided.put(order, claim.fingerprint());
            }
        });
        return decided;
    }

    /** What users have of the pool, held and sold. */
    Map<String, Long> units(Pool pool) {
        var units = new TreeMap<String, Long>();
        tables.claims().forEach((order, claim) -> {
            if (claim.state() == ClaimState.HELD || claim.state() == ClaimState.SOLD) {
                tables.holds(order).stream()
                        .filter(part -> part.poolId() == pool.id())
                        .forEach(part -> units.merge(claim.userId(), part.left(), Long::sum));
            }
        });
        return units;
    }

    Map<Long, List<Step>> after(Map<Long, Long> positions) {
        var news = new TreeMap<Long, List<Step>>();
        positions.forEach((pool, seq) -> {
            if (seq < tables.seq(pool)) {
                var last = Math.min(seq + MOVEMENTS, tables.seq(pool));
                news.put(pool, steps(pool, seq.intValue(), (int) last));
            }
        });
        return news;
    }

    private List<Step> steps(long pool, int after, int last) {
        return IntStream.range(after, last)
                .mapToObj(index -> step(index + 1, tables.movements(pool).get(index)))
                .toList();
    }

    private static Step step(int seq, Movement movement) {
        var move = movement.move();
        return new Step(seq, move.held() + move.sold(), move.total(), movement.changes());
    }

    Optional<At> at(long id, long asked) {
        return tables.pool(id).filter(pool -> !pool.isOrdinary()).map(pool -> {
            var seq = Math.min(asked, tables.seq(id));
            var counted = tables.movements(id).subList(0, (int) seq);
            var total = counted.stream().mapToLong(one -> one.move().total()).sum();
            var durable = counted.stream()
                    .mapToLong(one -> one.move().held() + one.move().sold())
                    .sum();
            return new At(seq, total, durable, tables.sale(pool.saleId()).closesAt());
        });
    }

    final Optional<Ticket> ticket(OrderId order) {
        return tables.claim(order).map(this::ticket);
    }

    protected Ticket ticket(ClaimRow claim) {
        return Ticket.of(claim.state(), claim.reason(), claim.placed());
    }

    List<Sale> sales() {
        return List.copyOf(tables.sales());
    }

    /** Sales' pools of which nothing is left. */
    List<Long> soldOut() {
        return tables.pools().stream()
                .filter(pool -> !pool.isOrdinary() && pool.soldOut())
                .map(Pool::id)
                .collect(Collectors.toList());
    }
}
