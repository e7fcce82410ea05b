package io.sluice.payment;

import static jakarta.ws.rs.core.Response.Status.BAD_GATEWAY;
import static jakarta.ws.rs.core.Response.Status.CONFLICT;
import static jakarta.ws.rs.core.Response.Status.NOT_FOUND;
import static jakarta.ws.rs.core.Response.Status.SERVICE_UNAVAILABLE;

import io.sluice.contracts.PaymentId;
import io.sluice.problems.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** HTTP in for other functions and operators: opens payments and asks providers about them. */
@Path("/v1/payments")
class PaymentResource {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final OpenPayment openPayment;
    private final QueryPayment queryPayment;
    private final Operators operators;

    PaymentResource(OpenPayment openPayment, QueryPayment queryPayment, Operators operators) {
        this.openPayment = openPayment;
        this.queryPayment = queryPayment;
        this.operators = operators;
    }

    @POST
    @RolesAllowed("service")
    @APIResponse(responseCode = "201", description = "the payment is open; the same again while it is")
    public Uni<RestResponse<PaymentView>> open(@NotNull @Valid PaymentRequest request) {
        return request.terms()
                .map(openPayment::open)
                .orElseGet(() -> Uni.createFrom().item(new Opened.NoProvider()))
                .map(opened -> toResponse(request, opened));
    }

    @POST
    @Path("/{id}/query")
    @RolesAllowed({"service", "operator"})
    @APIResponse(responseCode = "202", description = "the provider was asked; the payment as it then is")
    public Uni<RestResponse<PaymentView>> query(@RestPath String id) {
        var payment = parse(id);
        return operators
                .note(payment, "query", "asked its provider")
                .chain(() -> queryPayment.query(payment))
                .onFailure(AskProvider.Unanswered.class)
                .transform(_ -> unanswered("the provider did not say how the payment stands"))
                .onFailure(AskProvider.NoProvider.class)
                .transform(none -> unavailable(none.getMessage()))
                .map(found -> found.orElseThrow(PaymentResource::notFound))
                .map(found -> RestResponse.status(RestResponse.Status.ACCEPTED, PaymentView.of(found)));
    }

    private static RestResponse<PaymentView> toResponse(PaymentRequest request, Opened opened) {
        return switch (opened) {
            case Opened.Open(var payment) ->
                ResponseBuilder.<PaymentView>created(URI.create("/v1/payments/" + payment.id()))
                        .entity(PaymentView.opened(payment))
                        .build();
            case Opened.NotPayable(var because) -> throw notPayable(request, because);
            case Opened.OrderEnded() -> throw notPayable(request, "the order has ended");
            case Opened.Refused refused ->
                throw new Problem(BAD_GATEWAY, "provider-refused", "the provider does not take this payment")
                        .with("paymentId", refused.payment());
            case Opened.Unknown(var payment) ->
                throw unanswered("the provider did not answer; the same request finds out")
                        .with("paymentId", payment);
            case Opened.NoProvider() -> throw unavailable("payments by " + request.provider() + " are not offered");
        };
    }

    private static Problem unavailable(String detail) {
        return new Problem(Problem.UNPROCESSABLE, "provider-unavailable", detail);
    }

    private static Problem notPayable(PaymentRequest request, String because) {
        return new Problem(CONFLICT, "not-payable", because).with("orderId", request.orderId());
    }

    private static Problem unanswered(String detail) {
        return new Problem(SERVICE_UNAVAILABLE, "provider-unanswered", detail).retryAfter(PAUSE);
    }

    static PaymentId parse(String id) {
        try {
            return PaymentId.parse(id);
        } catch (IllegalArgumentException _) {
            throw notFound();
        }
    }

    static Problem notFound() {
        return new Problem(NOT_FOUND, "not-found", "there is no such payment");
    }
}
