package io.sluice.order;

import io.sluice.contracts.Money;
import io.sluice.order.OrderRequest.LineRequest;
import io.sluice.order.domain.Line;
import io.sluice.order.domain.Quote;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** HTTP in: what an order would cost, before it is one. */
@Path("/v1/checkouts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class CheckoutResource {

    record CheckoutRequest(
            @NotNull @Size(min = 1, max = 50, message = "must be 1 to 50")
            List<@NotNull @Valid LineRequest> lines) {}

    record LineView(String sku, String name, int quantity, Money unitPrice, Money lineTotal) {}

    record ProblemView(String sku, String type) {}

    /** Totals are absent if nothing can be priced, or in several currencies. */
    record CheckoutView(
            UUID checkoutId,
            List<LineView> lines,
            Money itemsTotal,
            Money shippingFee,
            Money discount,
            Money payable,
            List<ProblemView> problems,
            Instant expiresAt) {}

    private final QuoteOrder quotes;
    private final CheckoutStore checkouts;
    private final Caller caller;

    CheckoutResource(QuoteOrder quotes, CheckoutStore checkouts, Caller caller) {
        this.quotes = quotes;
        this.checkouts = checkouts;
        this.caller = caller;
    }

    @POST
    @RolesAllowed("customer")
    public Uni<RestResponse<CheckoutView>> checkOut(@NotNull @Valid CheckoutRequest request) {
        var id = UUID.randomUUID();
        var asked = OrderRequest.merge(request.lines());
        return quotes.preview(asked)
                .chain(quote -> checkouts
                        .add(caller.userId(), id, new Checkout(asked, quote.lines()))
                        .map(expiresAt -> ResponseBuilder.create(
                                        RestResponse.Status.CREATED, view(id, quote, expiresAt))
                                .build()));
    }

    private static CheckoutView view(UUID id, Quote quote, Instant expiresAt) {
        var price = quote.price();
        return new CheckoutView(
                id,
                quote.lines().stream().map(CheckoutResource::line).toList(),
                price == null ? null : price.items(),
                price == null ? null : price.shippingFee(),
                price == null ? null : price.discount(),
                price == null ? null : price.total(),
                quote.obstacles().stream()
                        .map(obstacle -> new ProblemView(obstacle.sku(), PlacementResponse.kebab(obstacle.type())))
                        .toList(),
                expiresAt);
    }

    private static LineView line(Line line) {
        return new LineView(line.sku(), line.name(), line.quantity(), line.unitPrice(), line.total());
    }
}
