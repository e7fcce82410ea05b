package io.sluice.inventory;

import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.sluice.inventory.domain.Pool;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The pools. Whoever locks several does it in one order, so that no two wait for each other: those of flash sales first,
 * then ordinary ones, each in the order of their ids. Whether a sale has ended is known only under the lock, and then the
 * ordinary pool is needed too.
 */
@ApplicationScoped
public class PoolStore implements PanacheRepositoryBase<PoolRow, Long> {

    private static final String CREATE = "INSERT INTO pool (sku) VALUES (?1) ON CONFLICT DO NOTHING";
    private static final String SET_POLICY = "UPDATE pool SET infinite = ?2, warn_below = ?3 WHERE id = ?1";
    private static final String COUNT_LOW = """
            warnBelow is not null and not infinite and total - held - sold < warnBelow""";

    Uni<Optional<Pool>> ordinary(String sku) {
        return find("sku = ?1 and saleId is null", sku).<PoolRow>firstResult().map(PoolStore::toPool);
    }

    /** Those of the ordinary pools that there are. */
    public Uni<List<Pool>> lockOrdinary(Collection<String> skus) {
        return skus.isEmpty()
                ? Uni.createFrom().item(List.of())
                : locked(find("sku in ?1 and saleId is null order by id", skus));
    }

    /** Pools of flash sales. Whoever locks also ordinary ones does it afterwards. */
    public Uni<List<Pool>> lockShares(Collection<Long> ids) {
        return ids.isEmpty() ? Uni.createFrom().item(List.of()) : locked(find("id in ?1 order by id", ids));
    }

    private static Uni<List<Pool>> locked(PanacheQuery<PoolRow> pools) {
        return pools.withLock(LockModeType.PESSIMISTIC_WRITE).<PoolRow>list().map(PoolStore::toPools);
    }

    /** The SKU's ordinary pool, made if there is none. */
    Uni<Pool> lockOrCreate(String sku) {
        return lockOrdinary(List.of(sku))
                .chain(found -> found.isEmpty() ? create(sku).chain(() -> lockOrdinary(List.of(sku))) : same(found))
                .map(List::getFirst);
    }

    Uni<Void> setPolicy(Pool pool) {
        return getSession()
                .chain(session -> session.createNativeQuery(SET_POLICY)
                        .setParameter(1, pool.id())
                        .setParameter(2, pool.infinite())
                        .setParameter(3, pool.warnBelow())
                        .executeUpdate())
                .invoke(rows -> Statements.requireRows(1, rows, "policy of " + pool.sku()))
                .replaceWithVoid();
    }

    Uni<Long> countLow() {
        return count(COUNT_LOW);
    }

    /** A race with another creator is won by either. */
    private Uni<Void> create(String sku) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(CREATE).setParameter(1, sku).executeUpdate())
                .replaceWithVoid();
    }

    private static Uni<List<Pool>> same(List<Pool> pools) {
        return Uni.createFrom().item(pools);
    }

    private static Optional<Pool> toPool(PoolRow row) {
        return Optional.ofNullable(row).map(PoolRow::toPool);
    }

    private static List<Pool> toPools(List<PoolRow> rows) {
        return rows.stream().map(PoolRow::toPool).toList();
    }
}
