package io.sluice.order;

import static jakarta.ws.rs.core.Response.Status.NOT_FOUND;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sluice.contracts.Money;
import io.sluice.order.domain.Product;
import io.sluice.order.domain.Sku;
import io.sluice.problems.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** HTTP in: what can be ordered, and for how much. */
@Path("/v1/products")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ProductResource {

    /** A price beyond this, times the most units an order can have, would not fit a {@code long}. */
    private static final long DEAREST = 1_000_000_000_000L;

    record ProductRequest(
            @NotBlank @Size(max = 200) @Pattern(regexp = Text.ONE_LINE, message = Text.ONE_LINE_SAYS)
            String name,

            @NotNull Money price,
            @NotNull Boolean onSale,
            @Min(1) @Max(499_950) Integer maxPerOrder) {

        @AssertTrue(message = "price must be 1 to " + DEAREST + " minor units")
        boolean isPriceInRange() {
            return price == null || price.minor() > 0 && price.minor() <= DEAREST;
        }
    }

    @JsonInclude
    record Page(List<Product> items, String nextCursor) {}

    private final ProductStore products;

    ProductResource(ProductStore products) {
        this.products = products;
    }

    @PUT
    @Path("/{sku}")
    @RolesAllowed("operator")
    public Uni<Product> put(
            @RestPath @Pattern(regexp = Sku.REGEXP, message = Sku.SAYS) String sku,
            @NotNull @Valid ProductRequest request) {
        return products.put(new Product(sku, request.name(), request.price(), request.onSale(), request.maxPerOrder()));
    }

    @GET
    @Path("/{sku}")
    @PermitAll
    public Uni<Product> get(@RestPath @Pattern(regexp = Sku.REGEXP, message = Sku.SAYS) String sku) {
        return products.find(sku)
                .map(found -> found.orElseThrow(() -> new Problem(NOT_FOUND, "not-found", "there is no such product")));
    }

    @GET
    @PermitAll
    public Uni<Page> list(
            @RestQuery @DefaultValue("20") @Min(1) @Max(100) int limit,
            @RestQuery
                    @DefaultValue("")
                    @Pattern(regexp = "|" + Sku.REGEXP, message = "must be a nextCursor of this list")
                    String cursor) {
        return products.page(cursor, limit + 1).map(found -> {
            var items = found.subList(0, Math.min(limit, found.size()));
            return new Page(items, found.size() > limit ? items.getLast().sku() : null);
        });
    }
}
