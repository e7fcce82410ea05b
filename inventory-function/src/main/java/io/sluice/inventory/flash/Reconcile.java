package io.sluice.inventory.flash;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.inventory.flash.LedgerDifferences.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Compares all figures with what they should be. Each difference is a row and counts in a metric; only Redis is repaired. */
@ApplicationScoped
class Reconcile {

    private static final Logger LOG = Logger.getLogger(Reconcile.class);

    private final LedgerDifferences ledger;
    private final GateDifferences gate;
    private final ReconciliationStore store;
    private final FlashMetrics metrics;

    Reconcile(LedgerDifferences ledger, GateDifferences gate, ReconciliationStore store, FlashMetrics metrics) {
        this.ledger = ledger;
        this.gate = gate;
        this.store = store;
        this.metrics = metrics;
    }

    /** In a Vert.x context without a session. */
    Uni<Reconciliation> run(Scope scope) {
        return ledger.find(scope)
                .chain(found -> gate.findAndRepair()
                        .onFailure()
                        .invoke(away -> LOG.warnf("Redis is not compared: %s", away.getMessage()))
                        .onFailure()
                        .recoverWithItem(List.of())
                        .map(more ->
                                Stream.concat(found.stream(), more.stream()).toList()))
                .chain(found -> Panache.withTransaction(() -> store.add(found)))
                .invoke(report -> metrics.compared(report.differences().size()))
                .invoke(Reconcile::tell);
    }

    private static void tell(Reconciliation report) {
        report.differences().forEach(difference -> LOG.errorf("figures differ: %s", difference));
    }
}
