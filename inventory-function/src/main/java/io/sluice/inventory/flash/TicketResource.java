package io.sluice.inventory.flash;

import static jakarta.ws.rs.core.Response.Status.NOT_FOUND;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.Sale;
import io.sluice.inventory.domain.Ticket;
import io.sluice.inventory.flash.FlashResponses.TicketView;
import io.sluice.problems.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** HTTP in: whoever bought in a flash sale and asks what became of it. */
@Path("/v1/flash-sales/{saleId}/orders/{orderId}")
@RolesAllowed("customer")
class TicketResource {

    private final Sales sales;
    private final TicketKey tickets;
    private final PollTicket pollTicket;
    private final FlashResponses responses;
    private final Buyer buyer;

    TicketResource(Sales sales, TicketKey tickets, PollTicket pollTicket, FlashResponses responses, Buyer buyer) {
        this.sales = sales;
        this.tickets = tickets;
        this.pollTicket = pollTicket;
        this.responses = responses;
        this.buyer = buyer;
    }

    @GET
    public Uni<TicketView> ticket(@RestPath UUID saleId, @RestPath UUID orderId) {
        var order = new OrderId(orderId);
        var user = buyer.userId();
        return sales.find(saleId)
                .map(found -> found.orElseThrow(FlashOrderResource::unknownSale))
                .invoke(sale -> requireOwn(order, sale, user))
                .chain(sale -> poll(order, user, sale).map(ticket -> responses.of(order, ticket)));
    }

    private void requireOwn(OrderId order, Sale sale, String user) {
        if (!tickets.isOf(order, sale, user)) {
            throw new Problem(NOT_FOUND, "not-found", "you have no such ticket");
        }
    }

    private Uni<Ticket> poll(OrderId order, String user, Sale sale) {
        var pools = sale.items().stream().map(Sale.Item::poolId).toList();
        return pollTicket.poll(order, user, sale.id(), pools);
    }
}
