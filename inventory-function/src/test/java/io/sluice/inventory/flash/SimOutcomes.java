package io.sluice.inventory.flash;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.ClaimState;
import io.sluice.inventory.domain.Movement;
import io.sluice.inventory.domain.Pool;
import io.sluice.inventory.flash.SimTables.ClaimRow;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts what a schedule came to in PostgreSQL. */
final class SimOutcomes {

    private final SimTables tables;
    private final SimCounts counts;
    private final Set<OrderId> decided;

    SimOutcomes(SimTables tables, SimCounts counts) {
        this.tables = tables;
        this.counts = counts;
        this.decided =
                tables.news().stream().map(said -> said.request().orderId()).collect(Collectors.toSet());
    }

    void count() {
        tables.claims().forEach((order, claim) -> counts.add("claim: " + name(order, claim)));
        tables.pools().stream().filter(pool -> !pool.isOrdinary()).forEach(this::countWhatIsForwarded);
    }

    private String name(OrderId order, ClaimRow claim) {
        if (claim.userId() == null) {
            return "tombstone of an ordinary order";
        }
        var kind = claim.saleId() == null ? "ordinary " : "flash ";
        var undecided =
                claim.state() == ClaimState.EXPIRED && !decided.contains(order) ? " by a poll or the sweeper" : "";
        return kind + claim.state() + (claim.reason() == null ? "" : " " + claim.reason()) + undecided;
    }

    private void countWhatIsForwarded(Pool pool) {
        tables.movements(pool.id()).stream()
                .filter(movement -> movement.move().total() < 0)
                .map(Movement::changes)
                .flatMap(List::stream)
                .forEach(change -> counts.add("forwarded after the end: " + change.state()));
    }
}
