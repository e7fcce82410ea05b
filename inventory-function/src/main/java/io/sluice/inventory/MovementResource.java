package io.sluice.inventory;

import static jakarta.ws.rs.core.Response.Status.BAD_REQUEST;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.inventory.domain.Movement;
import io.sluice.problems.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** HTTP in: the ledger of a SKU's ordinary stock, for operators. */
@Path("/v1/stock/{sku}/movements")
@RolesAllowed("operator")
class MovementResource {

    record MovementView(
            long seq,
            long heldDelta,
            long soldDelta,
            long totalDelta,
            String reason,
            List<Movement.Change> changes,
            Instant at) {}

    record Page(List<MovementView> items, String nextCursor) {}

    private final PoolStore pools;
    private final Ledger ledger;

    MovementResource(PoolStore pools, Ledger ledger) {
        this.pools = pools;
        this.ledger = ledger;
    }

    @GET
    public Uni<Page> list(
            @RestPath @Sku String sku,
            @RestQuery @DefaultValue("20") @Min(1) @Max(100) int limit,
            @RestQuery Optional<String> cursor) {
        var before = cursor.map(MovementResource::parse).orElse(Long.MAX_VALUE);
        return Panache.withSession(() -> pools.ordinary(sku)
                        .map(found -> found.orElseThrow(() -> StockResource.unknown(sku)))
                        .chain(pool -> ledger.page(pool.id(), before, limit + 1)))
                .map(rows -> page(rows, limit));
    }

    /** A page ends at a movement's number. */
    private static long parse(String cursor) {
        try {
            var seq = Long.parseLong(cursor, Character.MAX_RADIX);
            if (seq >= 0) {
                return seq;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new Problem(BAD_REQUEST, "invalid-cursor", "send a nextCursor of this list, or none");
    }

    private static Page page(List<MovementRow> rows, int limit) {
        var items = rows.stream().limit(limit).map(MovementResource::view).toList();
        var next = rows.size() > limit ? Long.toString(items.getLast().seq(), Character.MAX_RADIX) : null;
        return new Page(items, next);
    }

    private static MovementView view(MovementRow row) {
        return new MovementView(
                row.key.seq(),
                row.heldDelta,
                row.soldDelta,
                row.totalDelta,
                row.reason.name(),
                row.readChanges(),
                row.at);
    }
}
