package io.sluice.inventory.flash;

import static jakarta.ws.rs.core.Response.Status.BAD_REQUEST;
import static jakarta.ws.rs.core.Response.Status.NOT_FOUND;

import io.sluice.contracts.Address;
import io.sluice.inventory.Sku;
import io.sluice.inventory.domain.Sale;
import io.sluice.inventory.flash.FlashResponses.QueuedView;
import io.sluice.problems.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** HTTP in: buyers of a flash sale. */
@Path("/v1/flash-sales/{saleId}/orders")
@RolesAllowed("customer")
class FlashOrderResource {

    private static final Pattern KEY = Pattern.compile("[\\x20-\\x7E]{1,255}");

    record NewFlashOrder(
            @Sku String sku,
            @NotNull @Min(1) @Max(9_999) Integer quantity,
            @Valid Address address) {}

    private final Sales sales;
    private final TicketKey tickets;
    private final Fingerprints fingerprints;
    private final FrontDoor frontDoor;
    private final FlashResponses responses;
    private final Buyer buyer;

    FlashOrderResource(
            Sales sales,
            TicketKey tickets,
            Fingerprints fingerprints,
            FrontDoor frontDoor,
            FlashResponses responses,
            Buyer buyer) {
        this.sales = sales;
        this.tickets = tickets;
        this.fingerprints = fingerprints;
        this.frontDoor = frontDoor;
        this.responses = responses;
        this.buyer = buyer;
    }

    @POST
    public Uni<RestResponse<QueuedView>> order(
            @RestPath UUID saleId,
            @Parameter(required = true, description = "1 to 255 printable characters, new for each order")
                    @RestHeader("Idempotency-Key")
                    String key,
            @NotNull @Valid NewFlashOrder order) {
        checkKey(key);
        return sales.find(saleId).chain(found -> {
            var wish = wish(found.orElseThrow(FlashOrderResource::unknownSale), key, order);
            return frontDoor.receive(wish).map(reception -> responses.of(wish, reception));
        });
    }

    private Wish wish(Sale sale, String key, NewFlashOrder order) {
        var item = sale.item(order.sku())
                .orElseThrow(() ->
                        new Problem(Problem.UNPROCESSABLE, "unknown-sku", order.sku() + " is not in this flash sale"));
        var user = buyer.userId();
        return new Wish(
                sale,
                item,
                tickets.id(sale, user, key),
                user,
                order.quantity(),
                order.address(),
                fingerprints.of(order.sku(), order.quantity(), order.address()));
    }

    private static void checkKey(String key) {
        if (key == null || key.isEmpty()) {
            throw new Problem(
                    BAD_REQUEST, "idempotency-key-missing", "send a header Idempotency-Key, new for each order");
        }
        if (!KEY.matcher(key).matches()) {
            throw new Problem(
                    BAD_REQUEST, "idempotency-key-invalid", "an Idempotency-Key is 1 to 255 printable characters");
        }
    }

    static Problem unknownSale() {
        return new Problem(NOT_FOUND, "not-found", "there is no such flash sale");
    }
}
