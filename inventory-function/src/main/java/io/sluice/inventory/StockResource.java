package io.sluice.inventory;

import static jakarta.ws.rs.core.Response.Status.CONFLICT;
import static jakarta.ws.rs.core.Response.Status.NOT_FOUND;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.problems.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.RestPath;

/** HTTP in: what there is of a SKU, for everybody; how much there is, for operators. */
@Path("/v1/stock/{sku}")
class StockResource {

    record NewAdjustment(
            @NotNull @Pattern(regexp = "[ -~]{1,100}", message = "must be 1 to 100 printable ASCII characters")
            String adjustmentId,

            @Min(-1_000_000_000) @Max(1_000_000_000) long delta,

            @NotBlank
            @Pattern(
                    regexp = "\\P{Cc}{0,500}",
                    message = "must be at most 500 characters, none of them a control character")
            String reason) {}

    record Policy(@NotNull Boolean infinite, @Min(0) Long warnBelow) {}

    private final PoolStore pools;
    private final AdjustStock adjustStock;
    private final SetPolicy setPolicy;
    private final JsonWebToken caller;

    StockResource(PoolStore pools, AdjustStock adjustStock, SetPolicy setPolicy, JsonWebToken caller) {
        this.pools = pools;
        this.adjustStock = adjustStock;
        this.setPolicy = setPolicy;
        this.caller = caller;
    }

    @GET
    @PermitAll
    public Uni<StockView> get(@RestPath @Sku String sku) {
        return Panache.withSession(() -> pools.ordinary(sku))
                .map(found -> found.map(StockView::of).orElseThrow(() -> unknown(sku)));
    }

    @POST
    @Path("/adjustments")
    @RolesAllowed("operator")
    public Uni<StockView> adjust(@RestPath @Sku String sku, @NotNull @Valid NewAdjustment body) {
        if (body.delta() == 0) {
            throw Problem.invalid("delta", "must not be 0");
        }
        var adjustment = new Adjustment(body.adjustmentId(), sku, body.delta(), body.reason(), caller.getSubject());
        return adjustStock.adjust(adjustment).map(StockResource::toView);
    }

    @PUT
    @Path("/policy")
    @RolesAllowed("operator")
    public Uni<StockView> setPolicy(@RestPath @Sku String sku, @NotNull @Valid Policy policy) {
        return setPolicy.set(sku, policy.infinite(), policy.warnBelow()).map(StockResource::toView);
    }

    static Problem unknown(String sku) {
        return new Problem(NOT_FOUND, "unknown-sku", sku + " has never had stock");
    }

    private static StockView toView(StockChange change) {
        return switch (change) {
            case StockChange.Changed(var pool) -> StockView.of(pool);
            case StockChange.BelowZero _ ->
                throw new Problem(CONFLICT, "stock-below-zero", "less would be left than is held and sold");
            case StockChange.Reused _ ->
                throw new Problem(CONFLICT, "adjustment-id-reused", "this adjustmentId was used for another change");
        };
    }
}
