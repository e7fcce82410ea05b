package io.sluice.inventory.flash;

import static jakarta.ws.rs.core.Response.Status.NOT_FOUND;

import io.sluice.inventory.flash.LedgerDifferences.Scope;
import io.sluice.problems.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestQuery;

/** HTTP in: the last comparison of all figures or of current sales', or one of all now, for operators. */
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
    public Uni<Reconciliation> last(@RestQuery @DefaultValue("ALL") @Pattern(regexp = "ALL|SALES") String scope) {
        return store.last(Scope.valueOf(scope))
                .map(found -> found.orElseThrow(() ->
                        new Problem(NOT_FOUND, "not-found", "nothing has been compared yet; POST here to do it")));
    }

    @POST
    public Uni<Reconciliation> now() {
        return reconcile.run(Scope.ALL);
    }
}
