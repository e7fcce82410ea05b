package io.sluice.inventory;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.sluice.inventory.domain.Movement;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Changes pools' figures, each change with its row in {@code movement}: the only place that does either.
 *
 * <p>The guard in the WHERE repeats what the domain decided, the CHECK constraint repeats it once more.
 */
@ApplicationScoped
public class Ledger implements PanacheRepositoryBase<MovementRow, MovementRow.Key> {

    private static final String WRITE = """
            WITH move AS (
                SELECT * FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb))
                    AS move (pool_id bigint, held bigint, sold bigint, total bigint, reason text, changes jsonb)
            ), moved AS (
                UPDATE pool SET held = pool.held + move.held, sold = pool.sold + move.sold,
                                total = pool.total + move.total, seq = pool.seq + 1
                  FROM move
                 WHERE pool.id = move.pool_id
                   AND pool.held + move.held >= 0 AND pool.sold + move.sold >= 0 AND pool.total + move.total >= 0
                   AND (pool.infinite
                        OR pool.held + move.held + pool.sold + move.sold <= pool.total + move.total)
             RETURNING pool.id, pool.seq, move.held, move.sold, move.total, move.reason, move.changes
            )
            INSERT INTO movement (pool_id, seq, held_delta, sold_delta, total_delta, reason, changes)
            SELECT id, seq, held, sold, total, reason, changes FROM moved
            """;

    /** Applies all or fails. The caller has locked the pools; each stands in one movement only. */
    public Uni<Void> write(List<Movement> movements) {
        if (movements.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = Statements.rows(movements.stream().map(Movements::toJson).toList());
        return getSession()
                .chain(session ->
                        session.createNativeQuery(WRITE).setParameter(1, rows).executeUpdate())
                .invoke(written -> Statements.requireRows(movements.size(), written, "movements"))
                .replaceWithVoid();
    }

    /** The newest first, those before {@code seq}. */
    Uni<List<MovementRow>> page(long poolId, long seq, int limit) {
        return find("key.poolId = ?1 and key.seq < ?2 order by key.seq desc", poolId, seq)
                .range(0, limit - 1)
                .list();
    }
}
