package io.sluice.inventory.flash;

import static jakarta.ws.rs.core.Response.Status.NOT_FOUND;

import io.sluice.inventory.flash.LedgerDifferences.Scope;
import io.sluice.outbox.Outbox;
import io.sluice.problems.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** HTTP in: the last comparison of all figures, or one now, for operators. */
@Path("/v1/reconciliation")
@RolesAllowed("operator")
class ReconciliationResource {

    private final Reconcile reconcile;
    private final ReconciliationStore store;

    ReconciliationResource(Reconcile reconcile, ReconciliationStore store) {
        this.reconcile = reconcile;
        this.store = store;
    }

    @GET
    public Uni<Reconciliation> last() {
        return store.last()
                .map(found -> found.orElseThrow(() ->
                        new Problem(NOT_FOUND, "not-found", "nothing has been compared yet; POST here to do it")));
    }

    @POST
    public Uni<Reconciliation> now() {
        return Outbox.apart(() -> reconcile.run(Scope.ALL));
    }
}
