package io.sluice.order;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.sluice.contracts.OrderId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Orders as they are read: one, one under its lock, a page of them. */
@ApplicationScoped
class OrderStore implements PanacheRepositoryBase<OrderRow, UUID> {

    private static final String ONE = "bucket = ?1 and id = ?2";

    /** In the caller's transaction: nobody else moves the order until it ends. */
    Uni<Optional<OrderRow>> lock(OrderId id) {
        return find(ONE, (short) id.bucket(), id.value())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(Optional::ofNullable);
    }

    @WithSession
    Uni<Optional<OrderRow>> find(OrderId id) {
        return find(ONE, (short) id.bucket(), id.value()).firstResult().map(Optional::ofNullable);
    }

    /** The newest first. One user's orders are all in one bucket. */
    @WithSession
    Uni<List<OrderRow>> page(OrderFilter filter, int limit) {
        var where = new ArrayList<>(List.of("1 = 1"));
        var values = new HashMap<String, Object>();
        filter.userId().ifPresent(user -> {
            where.add("bucket = :bucket and userId = :user");
            values.put("bucket", (short) OrderId.bucketOf(user));
            values.put("user", user);
        });
        filter.status().ifPresent(status -> add(where, values, "status = :status", "status", status));
        filter.from().ifPresent(from -> add(where, values, "placedAt >= :from", "from", from));
        filter.to().ifPresent(to -> add(where, values, "placedAt < :to", "to", to));
        filter.after().ifPresent(after -> {
            where.add("placedAt <= :at and (placedAt < :at or id < :id)");
            values.put("at", after.placedAt());
            values.put("id", after.id());
        });
        return find(String.join(" and ", where) + " order by placedAt desc, id desc", values)
                .range(0, limit - 1)
                .list();
    }

    private static void add(
            List<String> where, Map<String, Object> values, String condition, String name, Object value) {
        where.add(condition);
        values.put(name, value);
    }
}
