package io.sluice.inventory.flash;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.gather.Gather;
import io.sluice.gather.Limits;
import io.sluice.inventory.Batches;
import io.sluice.inventory.flash.LedgerDifferences.Found;
import io.sluice.inventory.flash.LedgerDifferences.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Compares figures with what they should be. Each difference is a row and counts in a metric; only Redis is repaired. There is
 * one comparison of a scope at a time, because it may hold a connection for minutes: whoever asks meanwhile shares the next.
 */
@ApplicationScoped
class Reconcile {

    private static final Logger LOG = Logger.getLogger(Reconcile.class);

    /** Operators who may wait for one. */
    private static final Limits LIMITS = new Limits(100, 100);

    private final LedgerDifferences ledger;
    private final GateDifferences gate;
    private final ReconciliationStore store;
    private final Map<Scope, Gather<Scope, Reconciliation>> runs = new EnumMap<>(Scope.class);

    Reconcile(LedgerDifferences ledger, GateDifferences gate, ReconciliationStore store, Batches batches) {
        this.ledger = ledger;
        this.gate = gate;
        this.store = store;
        for (var scope : Scope.values()) {
            runs.put(
                    scope,
                    batches.gather(
                            LIMITS,
                            scope.patience(),
                            all -> compare(scope).map(report -> Collections.nCopies(all.size(), report))));
        }
    }

    Uni<Reconciliation> run(Scope scope) {
        return runs.get(scope).call(scope);
    }

    private Uni<Reconciliation> compare(Scope scope) {
        return Panache.withTransaction(() -> store.begin(scope))
                .chain(begun -> ledger.find(scope)
                        .chain(found -> withGate(scope, found))
                        .chain(found -> Panache.withTransaction(() -> store.end(begun, found))))
                .invoke(Reconcile::tell);
    }

    private Uni<Found> withGate(Scope scope, Found found) {
        return gate.findAndRepair()
                .ifNoItem()
                .after(scope.statement())
                .fail()
                .onFailure()
                .invoke(away -> LOG.warnf("Redis is not compared: %s", away.getMessage()))
                .onFailure()
                .recoverWithItem(List.of())
                .map(more -> new Found(
                        found.pools(),
                        Stream.concat(found.differences().stream(), more.stream())
                                .toList()));
    }

    private static void tell(Reconciliation report) {
        report.differences().forEach(difference -> LOG.errorf("figures differ: %s", difference));
    }
}
