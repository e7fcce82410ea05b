package io.sluice.order;

import static io.sluice.contracts.OrderEvent.CancellationReason.CUSTOMER;
import static io.sluice.contracts.OrderEvent.CancellationReason.OPERATOR;
import static jakarta.ws.rs.core.Response.Status.CONFLICT;

import io.sluice.contracts.Address;
import io.sluice.contracts.OrderId;
import io.sluice.order.ActOnOrder.Act;
import io.sluice.order.Advance.Missing;
import io.sluice.order.Advance.Moved;
import io.sluice.order.Advance.NotAllowed;
import io.sluice.order.Advance.Stayed;
import io.sluice.order.domain.OrderStatus;
import io.sluice.order.domain.Signal;
import io.sluice.order.domain.Signal.CancelAsked;
import io.sluice.problems.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;

/** HTTP in: what people do with an order after it is placed. */
@Path("/v1/orders/{id}")
@Produces(MediaType.APPLICATION_JSON)
class OrderStepsResource {

    record CancelRequest(
            @Size(max = 500) @Pattern(regexp = Text.LINES, message = Text.LINES_SAYS)
            String reason) {}

    record ShipmentRequest(
            @NotBlank @Size(max = 64) @Pattern(regexp = Text.ONE_LINE, message = Text.ONE_LINE_SAYS)
            String carrier,

            @NotBlank @Size(max = 64) @Pattern(regexp = Text.ONE_LINE, message = Text.ONE_LINE_SAYS)
            String trackingNumber) {}

    private final OrderStore orders;
    private final AdvanceOrder advanceOrder;
    private final ActOnOrder actOnOrder;
    private final ChangeAddress changeAddress;
    private final OrderViews views;
    private final Caller caller;

    OrderStepsResource(
            OrderStore orders,
            AdvanceOrder advanceOrder,
            ActOnOrder actOnOrder,
            ChangeAddress changeAddress,
            OrderViews views,
            Caller caller) {
        this.orders = orders;
        this.advanceOrder = advanceOrder;
        this.actOnOrder = actOnOrder;
        this.changeAddress = changeAddress;
        this.views = views;
        this.caller = caller;
    }

    @POST
    @Path("/cancel")
    @RolesAllowed({"customer", "operator"})
    public Uni<OrderView> cancel(@RestPath String id, @Valid CancelRequest request) {
        var why = request == null ? null : request.reason();
        var found = find(id).map(caller::mayRead);
        return caller.isOperator()
                ? found.chain(order -> act(order, new CancelAsked(OPERATOR, why), "cancel", why, "not-cancellable"))
                : found.chain(order -> advance(order, new CancelAsked(CUSTOMER, why), "not-cancellable"));
    }

    @POST
    @Path("/shipment")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("operator")
    public Uni<OrderView> ship(@RestPath String id, @NotNull @Valid ShipmentRequest request) {
        var shipped = new Signal.GoodsShipped(request.carrier(), request.trackingNumber());
        var how = request.carrier() + " " + request.trackingNumber();
        return find(id).chain(order -> act(order, shipped, "ship", how, "not-shippable"));
    }

    @POST
    @Path("/receipt")
    @RolesAllowed("customer")
    public Uni<OrderView> receive(@RestPath String id) {
        return find(id).map(caller::mustOwn)
                .chain(order -> advance(order, new Signal.GoodsReceived(), "not-receivable"));
    }

    @PUT
    @Path("/address")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("customer")
    public Uni<OrderView> changeAddress(@RestPath String id, @NotNull @Valid Address address) {
        return find(id).map(caller::mustOwn)
                .chain(order -> changeAddress.change(new OrderId(order.id), address))
                .map(advance -> view(advance, refusedAddress(advance)));
    }

    private Uni<OrderView> advance(OrderRow order, Signal signal, String refusal) {
        return advanceOrder.advance(new OrderId(order.id), signal).map(advance -> view(advance, refusal));
    }

    private Uni<OrderView> act(OrderRow order, Signal signal, String what, String reason, String refusal) {
        var act = new Act(caller.userId(), what, reason == null ? "no reason given" : reason);
        return actOnOrder.act(new OrderId(order.id), signal, act).map(advance -> view(advance, refusal));
    }

    private OrderView view(Advance advance, String refusal) {
        return switch (advance) {
            case Moved(var order) -> views.of(order);
            case Stayed(var order) -> views.of(order);
            case NotAllowed refused -> throw new Problem(CONFLICT, refusal, refused.because());
            case Missing() -> throw Caller.notFound();
        };
    }

    private static String refusedAddress(Advance advance) {
        return advance instanceof NotAllowed refused && wasDispatched(refused.order())
                ? "already-dispatched"
                : "address-not-changeable";
    }

    private static boolean wasDispatched(OrderRow order) {
        return order.status == OrderStatus.SHIPPED || order.status == OrderStatus.COMPLETED;
    }

    private Uni<OrderRow> find(String id) {
        return orders.find(OrderPath.id(id)).map(found -> found.orElseThrow(Caller::notFound));
    }
}
