package io.sluice.inventory.flash;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.ClaimState;
import io.sluice.inventory.domain.FlashRequest;
import io.sluice.inventory.domain.Holding;
import io.sluice.inventory.domain.Movement;
import io.sluice.inventory.domain.Part;
import io.sluice.inventory.domain.Pool;
import io.sluice.inventory.domain.Sale;
import io.sluice.inventory.domain.Settling.Return;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** PostgreSQL's tables as plain maps, with the constraints that the migrations give them. */
class SimTables {

    /**
     * A row of {@code claim}.
     *
     * @param poolId 0 where it is not known
     */
    record ClaimRow(
            ClaimState state,
            String userId,
            UUID saleId,
            long poolId,
            String reason,
            String fingerprint,
            boolean placed) {

        /** Of a flash sale's pool, as far as one knows. */
        boolean isOf(Pool pool) {
            return pool.saleId().equals(saleId) && (poolId == pool.id() || poolId == 0);
        }

        ClaimRow become(ClaimState next, String because) {
            return new ClaimRow(next, userId, saleId, poolId, because, fingerprint, placed);
        }

        ClaimRow nowPlaced() {
            return new ClaimRow(state, userId, saleId, poolId, reason, fingerprint, true);
        }
    }

    /** What the outbox says on {@code stock}. */
    record StockNews(FlashRequest request, boolean held) {}

    private final Map<Long, Pool> pools = new TreeMap<>();
    private final Map<Long, List<Movement>> movements = new TreeMap<>();
    private final Map<UUID, Sale> sales = new LinkedHashMap<>();
    private final Set<UUID> ended = new LinkedHashSet<>();
    private final Map<OrderId, ClaimRow> claims = new LinkedHashMap<>();
    private final Map<OrderId, List<Part>> holds = new LinkedHashMap<>();
    private final List<StockNews> news = new ArrayList<>();
    private int version;

    void add(Pool empty) {
        pools.put(empty.id(), empty);
        movements.put(empty.id(), new ArrayList<>());
    }

    void put(Sale sale) {
        version++;
        sales.put(sale.id(), sale);
    }

    /** Every movement with its update of the pool, or none if the CHECK refuses one. */
    final void write(List<Movement> written) {
        version++;
        written.forEach(movement -> check(after(movement)));
        for (var movement : written) {
            pools.put(movement.move().poolId(), after(movement));
            movements.get(movement.move().poolId()).add(movement);
        }
    }

    private Pool after(Movement movement) {
        return pools.get(movement.move().poolId()).after(movement.move());
    }

    /** The CHECK constraints of {@code pool}. */
    protected void check(Pool pool) {
        if (!pool.isSound()) {
            throw new IllegalStateException("pool_never_oversold: " + pool);
        }
    }

    /** Marks the sale's pools as ENDED; false if they were so before. */
    boolean end(UUID sale) {
        version++;
        pools.replaceAll((_, pool) -> sale.equals(pool.saleId()) ? ended(pool) : pool);
        return ended.add(sale);
    }

    private static Pool ended(Pool pool) {
        return new Pool(
                pool.id(), pool.sku(), pool.saleId(), pool.total(), pool.held(), pool.sold(), false, null, true);
    }

    boolean isEnded(Sale sale) {
        return ended.contains(sale.id());
    }

    void put(OrderId order, ClaimRow claim) {
        version++;
        claims.put(order, claim);
    }

    void add(Holding holding) {
        version++;
        holds.computeIfAbsent(holding.order(), _ -> new ArrayList<>())
                .add(new Part(holding.poolId(), pools.get(holding.poolId()).sku(), holding.quantity()));
    }

    void add(Return back) {
        version++;
        holds.get(back.order())
                .replaceAll(part -> part.poolId() == back.poolId() ? part.after(back.refund(), back.quantity()) : part);
    }

    void say(StockNews said) {
        version++;
        news.add(said);
    }

    Optional<ClaimRow> claim(OrderId order) {
        return Optional.ofNullable(claims.get(order));
    }

    Map<OrderId, ClaimRow> claims() {
        return claims;
    }

    List<Part> holds(OrderId order) {
        return holds.getOrDefault(order, List.of());
    }

    Collection<Pool> pools() {
        return pools.values();
    }

    Optional<Pool> pool(long id) {
        return Optional.ofNullable(pools.get(id));
    }

    /** The pools of ordinary stock of these SKUs. */
    Stream<Pool> ordinary(Collection<String> skus) {
        return pools.values().stream().filter(pool -> pool.isOrdinary() && skus.contains(pool.sku()));
    }

    /** The number of the pool's last movement. */
    long seq(long pool) {
        return movements.containsKey(pool) ? movements.get(pool).size() : 0;
    }

    List<Movement> movements(long pool) {
        return movements.get(pool);
    }

    Collection<Sale> sales() {
        return sales.values();
    }

    Sale sale(UUID id) {
        return sales.get(id);
    }

    /** Rises with every change. */
    int version() {
        return version;
    }

    List<StockNews> news() {
        return news;
    }
}
