package io.sluice.inventory;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.sluice.inventory.domain.Claim;
import io.sluice.inventory.domain.ClaimState;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/** The decisions about orders' stock, one row an order. */
@ApplicationScoped
class ClaimStore implements PanacheRepositoryBase<ClaimRow, OrderKey> {

    private static final String OPEN = """
            INSERT INTO claim (bucket, order_id, user_id, fingerprint, state)
            VALUES (?1, ?2, ?3, ?4, 'HELD') ON CONFLICT DO NOTHING
            """;

    private static final String BURY = """
            INSERT INTO claim (bucket, order_id, state, reason)
            VALUES (?1, ?2, 'RELEASED', ?3) ON CONFLICT DO NOTHING
            """;

    private static final String REJECT = """
            UPDATE claim SET state = 'REJECTED', reason = 'out-of-stock',
                   refused_skus = ARRAY(SELECT jsonb_array_elements_text(CAST(CAST(?3 AS text) AS jsonb)))
             WHERE bucket = ?1 AND order_id = ?2 AND state = 'HELD'
            """;

    /** Claims the order as HELD, which the rest of the transaction must make true. Answers false if it has a claim. */
    Uni<Boolean> open(OrderKey order, String userId, String fingerprint) {
        return getSession()
                .chain(session -> session.createNativeQuery(OPEN)
                        .setParameter(1, order.bucket())
                        .setParameter(2, order.orderId())
                        .setParameter(3, userId)
                        .setParameter(4, fingerprint)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    /** Leaves a tombstone, so that a late request for stock gets nothing. Answers false if the order has a claim. */
    Uni<Boolean> bury(OrderKey order, String because) {
        return getSession()
                .chain(session -> session.createNativeQuery(BURY)
                        .setParameter(1, order.bucket())
                        .setParameter(2, order.orderId())
                        .setParameter(3, because)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    /** Turns a claim of this transaction into a refusal that remembers what was scarce. */
    Uni<Void> reject(OrderKey order, List<String> skus) {
        return getSession()
                .chain(session -> session.createNativeQuery(REJECT)
                        .setParameter(1, order.bucket())
                        .setParameter(2, order.orderId())
                        .setParameter(3, new JsonArray(skus).encode())
                        .executeUpdate())
                .invoke(rows -> Statements.requireRows(1, rows, "reject " + order))
                .replaceWithVoid();
    }

    Uni<Claim> get(OrderKey order) {
        return findById(order)
                .onItem()
                .ifNull()
                .failWith(IllegalStateException::new)
                .map(ClaimRow::toClaim);
    }

    /** Nobody else decides about the order until this transaction ends. */
    Uni<Optional<Claim>> lock(OrderKey order) {
        return findById(order, LockModeType.PESSIMISTIC_WRITE)
                .map(row -> Optional.ofNullable(row).map(ClaimRow::toClaim));
    }

    Uni<Void> become(OrderKey order, ClaimState from, ClaimState to, String because) {
        return update("state = ?1, reason = ?2 where key = ?3 and state = ?4", to, because, order, from)
                .invoke(rows -> Statements.requireRows(1, rows, order + " becomes " + to))
                .replaceWithVoid();
    }
}
