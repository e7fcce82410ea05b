package io.sluice.inventory.flash;

import static jakarta.ws.rs.core.Response.Status.BAD_REQUEST;
import static jakarta.ws.rs.core.Response.Status.CONFLICT;

import io.sluice.inventory.domain.Sale;
import io.sluice.inventory.flash.SaleViews.SaleView;
import io.sluice.outbox.Outbox;
import io.sluice.problems.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** HTTP in: flash sales, for operators who make them and for everybody who looks at them. Looks ask the cache alone. */
@Path("/v1/flash-sales")
class FlashSaleResource {

    record Page(List<SaleView> items, String nextCursor) {}

    private final CreateSale createSale;
    private final CancelSale cancelSale;
    private final Sales sales;
    private final SaleViews views;
    private final SaleChanged changed;
    private final JsonWebToken caller;
    private final RandomGenerator random = new SecureRandom();

    FlashSaleResource(
            CreateSale createSale,
            CancelSale cancelSale,
            Sales sales,
            SaleViews views,
            SaleChanged changed,
            JsonWebToken caller) {
        this.createSale = createSale;
        this.cancelSale = cancelSale;
        this.sales = sales;
        this.views = views;
        this.changed = changed;
        this.caller = caller;
    }

    @POST
    @RolesAllowed("operator")
    public Uni<RestResponse<SaleView>> create(@NotNull @Valid NewSale sale) {
        return createSale
                .create(sale.toSale(views.now(), random), caller.getSubject())
                .map(FlashSaleResource::done)
                .call(created -> Outbox.apart(() -> changed.isKnown(created)))
                .map(created -> ResponseBuilder.create(RestResponse.Status.CREATED, views.of(created))
                        .location(URI.create("/v1/flash-sales/" + created.id()))
                        .build());
    }

    @POST
    @Path("/{id}/cancel")
    @RolesAllowed("operator")
    public Uni<SaleView> cancel(@RestPath UUID id) {
        return cancelSale
                .cancel(id, caller.getSubject())
                .map(FlashSaleResource::done)
                .call(cancelled -> Outbox.apart(() -> changed.isKnown(cancelled)))
                .map(views::of);
    }

    @GET
    @Path("/{id}")
    @PermitAll
    public Uni<SaleView> get(@RestPath UUID id) {
        return sales.find(id)
                .map(found -> found.orElseThrow(FlashOrderResource::unknownSale))
                .map(views::of);
    }

    @GET
    @PermitAll
    public Page list(@RestQuery @DefaultValue("20") @Min(1) @Max(100) int limit, @RestQuery Optional<String> cursor) {
        var before = cursor.map(FlashSaleResource::parse);
        var found = sales.list().stream()
                .dropWhile(sale -> before.isPresent()
                        && sale.id().toString().compareTo(before.get().toString()) >= 0)
                .limit(limit + 1L)
                .toList();
        var items = found.stream().limit(limit).toList();
        var next = found.size() > limit ? items.getLast().id().toString() : null;
        return new Page(items.stream().map(views::of).toList(), next);
    }

    private static UUID parse(String cursor) {
        try {
            return UUID.fromString(cursor);
        } catch (IllegalArgumentException _) {
            throw new Problem(BAD_REQUEST, "invalid-cursor", "send a nextCursor of this list, or none");
        }
    }

    private static Sale done(SaleChange change) {
        return switch (change) {
            case SaleChange.Done(var sale) -> sale;
            case SaleChange.OutOfStock(var skus) ->
                throw new Problem(CONFLICT, "out-of-stock", "too little is free of " + String.join(", ", skus))
                        .with("skus", skus);
            case SaleChange.InAnotherSale(var skus) ->
                throw new Problem(
                                CONFLICT,
                                "sku-in-another-sale",
                                "in a sale that has not ended yet: " + String.join(", ", skus))
                        .with("skus", skus);
            case SaleChange.Missing() -> throw FlashOrderResource.unknownSale();
            case SaleChange.Over() -> throw new Problem(CONFLICT, "ended", "the sale is over");
        };
    }
}
