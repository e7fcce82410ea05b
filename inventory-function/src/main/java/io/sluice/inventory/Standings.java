package io.sluice.inventory;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.inventory.domain.Allotment.Buyer;
import io.sluice.inventory.domain.FlashRequest;
import io.sluice.inventory.domain.Standing;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where users stand in flash sales: to be read after the pool's lock is had, so that nobody's last decision is missed. */
@ApplicationScoped
public class Standings {

    /** The reason of a claim whose order ended unpaid through its user. */
    static final String CANCELLED = "order-cancelled";

    private static final String OF = """
            SELECT asked.pool_id, asked.user_id, mine.units, mine.cancelled
              FROM (SELECT DISTINCT pool_id, sale_id, user_id
                      FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS rows (
                           pool_id bigint, sale_id uuid, user_id text)) AS asked
             CROSS JOIN LATERAL (
                SELECT coalesce(sum(hold.quantity - hold.returned)
                           FILTER (WHERE claim.state IN ('HELD', 'SOLD') AND hold.pool_id = asked.pool_id), 0) AS units,
                       count(DISTINCT claim.order_id)
                           FILTER (WHERE claim.state = 'RELEASED' AND claim.reason = ?2) AS cancelled
                  FROM claim LEFT JOIN hold USING (bucket, order_id)
                 WHERE claim.sale_id = asked.sale_id AND claim.user_id = asked.user_id) AS mine
             WHERE mine.units > 0 OR mine.cancelled > 0
            """;

    /** Of those who ask; whoever is missing is new. Claims of this transaction have no holds yet and do not count. */
    public Uni<Map<Buyer, Standing>> of(List<FlashRequest> requests) {
        var rows = requests.stream()
                .map(request -> new JsonObject()
                        .put("pool_id", request.poolId())
                        .put("sale_id", request.saleId().toString())
                        .put("user_id", request.userId()))
                .toList();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(OF, Object[].class)
                        .setParameter(1, Statements.rows(rows))
                        .setParameter(2, CANCELLED)
                        .getResultList()
                        .map(Standings::standings));
    }

    private static Map<Buyer, Standing> standings(List<Object[]> rows) {
        var standings = new HashMap<Buyer, Standing>();
        for (var row : rows) {
            standings.put(new Buyer(number(row[0]), (String) row[1]), new Standing(number(row[2]), number(row[3])));
        }
        return standings;
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
