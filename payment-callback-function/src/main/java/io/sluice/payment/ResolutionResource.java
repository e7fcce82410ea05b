package io.sluice.payment;

import static jakarta.ws.rs.core.Response.Status.CONFLICT;

import io.sluice.contracts.Money;
import io.sluice.contracts.PaymentId;
import io.sluice.payment.domain.Resolution;
import io.sluice.payment.domain.Signal;
import io.sluice.payment.domain.Verdict;
import io.sluice.problems.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** HTTP in for operators: what becomes of a capture that contradicts another. */
@Path("/v1/payments")
@RolesAllowed("operator")
class ResolutionResource {

    /**
     * The decision; of several contested captures, {@code providerId} and {@code amount} say which.
     *
     * @param reason PostgreSQL keeps no NUL, and other control characters break logs; line ends and tabs are fine
     */
    record ResolutionRequest(
            @NotNull Verdict decision,

            @NotBlank
            @Size(max = 500)
            @Pattern(
                    regexp = "[\\P{Cntrl}\\n\\r\\t]*",
                    message = "must not contain control characters other than line ends and tabs")
            String reason,

            @Size(min = 1, max = 255) String providerId,
            Money amount) {

        Optional<Signal.Captured> meant() {
            if ((providerId == null) != (amount == null)) {
                throw Problem.invalid("providerId", "and amount belong together");
            }
            return Optional.ofNullable(providerId).map(name -> new Signal.Captured(name, amount));
        }
    }

    private final ResolvePayment resolvePayment;
    private final ReadPayments payments;
    private final JsonWebToken operator;

    ResolutionResource(ResolvePayment resolvePayment, ReadPayments payments, JsonWebToken operator) {
        this.resolvePayment = resolvePayment;
        this.payments = payments;
        this.operator = operator;
    }

    @POST
    @Path("/{id}/resolution")
    @APIResponse(responseCode = "202", description = "the payment, decided now, or so before")
    public Uni<RestResponse<PaymentView>> resolve(@RestPath String id, @NotNull @Valid ResolutionRequest request) {
        var payment = PaymentResource.parse(id);
        var ruling =
                new ResolvePayment.Ruling(request.decision(), request.meant(), operator.getSubject(), request.reason());
        return resolvePayment
                .resolve(payment, ruling)
                .invoke(found -> check(found.orElseThrow(PaymentResource::notFound)))
                .chain(() -> accepted(payment));
    }

    private static void check(Resolution resolution) {
        switch (resolution) {
            case Resolution.Resolved _, Resolution.Repeated _ -> {}
            case Resolution.Ambiguous _ ->
                throw new Problem(
                        CONFLICT,
                        "several-contested",
                        "several captures are contested: say which, by providerId and amount");
            case Resolution.NothingWaits _ ->
                throw new Problem(CONFLICT, "nothing-to-resolve", "no capture of this payment waits for that decision");
        }
    }

    private Uni<RestResponse<PaymentView>> accepted(PaymentId payment) {
        return payments.find(payment)
                .map(found -> RestResponse.status(
                        RestResponse.Status.ACCEPTED, PaymentView.of(found.orElseThrow(PaymentResource::notFound))));
    }
}
