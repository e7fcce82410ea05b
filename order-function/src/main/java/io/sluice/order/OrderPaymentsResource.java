package io.sluice.order;

import static jakarta.ws.rs.core.Response.Status.CONFLICT;
import static jakarta.ws.rs.core.Response.Status.SERVICE_UNAVAILABLE;

import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.order.PaymentsClient.Action;
import io.sluice.order.PaymentsClient.OpenAnswer;
import io.sluice.order.PaymentsClient.OpenRequest;
import io.sluice.order.domain.OrderStatus;
import io.sluice.problems.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** HTTP in: the customer wants to pay. The payment itself lives in payment-callback-function. */
@Path("/v1/orders/{id}/payments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class OrderPaymentsResource {

    private static final Logger LOG = Logger.getLogger(OrderPaymentsResource.class);

    record PaymentRequest(
            @NotNull @Pattern(regexp = "stripe|wechatpay|alipay", message = "must be stripe, wechatpay or alipay")
            String provider) {}

    record PaymentView(String paymentId, String provider, Money amount, Action action, Instant expiresAt) {}

    private final OrderStore orders;
    private final PaymentCalls payments;
    private final Json json;
    private final Caller caller;

    OrderPaymentsResource(OrderStore orders, PaymentCalls payments, Json json, Caller caller) {
        this.json = json;
        this.orders = orders;
        this.payments = payments;
        this.caller = caller;
    }

    @POST
    @RolesAllowed("customer")
    public Uni<RestResponse<PaymentView>> pay(@RestPath String id, @NotNull @Valid PaymentRequest request) {
        return orders.find(OrderPath.id(id))
                .map(found -> found.orElseThrow(Caller::notFound))
                .map(caller::mustOwn)
                .map(OrderPaymentsResource::mustBePayable)
                .chain(order -> open(order, request.provider()));
    }

    private static OrderRow mustBePayable(OrderRow order) {
        if (order.status == OrderStatus.PENDING_PAYMENT && order.readAt.isBefore(order.payBy)) {
            return order;
        }
        var why = order.status == OrderStatus.PENDING_PAYMENT
                ? "the time to pay is over"
                : "an order that is " + order.status + " cannot be paid";
        throw new Problem(CONFLICT, "not-payable", why);
    }

    private Uni<RestResponse<PaymentView>> open(OrderRow order, String provider) {
        var id = new OrderId(order.id).toString();
        var amount = OrderRows.money(order.total, order);
        return payments.open(new OpenRequest(id, order.userId, amount, order.payBy, provider, "Order " + id))
                .onFailure()
                .invoke(trouble -> LOG.warnf("order %s: payment not opened: %s", id, trouble.toString()))
                .onFailure()
                .transform(_ -> unavailable())
                .map(this::toResponse);
    }

    private RestResponse<PaymentView> toResponse(Response answer) {
        return switch (answer.getStatus()) {
            case 200, 201 ->
                ResponseBuilder.create(RestResponse.Status.CREATED, view(read(answer)))
                        .build();
            case 409 -> throw new Problem(CONFLICT, "not-payable", read(answer).detail());
            case 422 ->
                throw new Problem(
                        Problem.UNPROCESSABLE,
                        "provider-unavailable",
                        read(answer).detail());
            default -> throw unavailable();
        };
    }

    private OpenAnswer read(Response answer) {
        return json.read(answer.readEntity(String.class), OpenAnswer.class);
    }

    private static PaymentView view(OpenAnswer opened) {
        return new PaymentView(
                opened.paymentId(), opened.provider(), opened.amount(), opened.action(), opened.expiresAt());
    }

    private static Problem unavailable() {
        return new Problem(
                        SERVICE_UNAVAILABLE,
                        "payment-unavailable",
                        "the payment could not be opened; try again shortly")
                .retryAfter(Duration.ofSeconds(1));
    }
}
