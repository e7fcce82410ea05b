package io.sluice.providers.stripe;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/** The part of Stripe's API that we speak. Public because the generated client is. */
@Path("/v1/payment_intents")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
@RegisterRestClient
public interface StripeApi {

    @POST
    Uni<Response> create(
            @RestHeader("Idempotency-Key") String key,
            @RestForm long amount,
            @RestForm String currency,
            @RestForm String description,
            @RestForm("metadata[payment_id]") String paymentId,
            @RestForm("metadata[order_id]") String orderId,
            @RestForm("automatic_payment_methods[enabled]") boolean automaticMethods);

    @GET
    @Path("/{id}")
    Uni<Response> retrieve(@RestPath String id);

    @POST
    @Path("/{id}/cancel")
    Uni<Response> cancel(@RestPath String id, @RestForm("cancellation_reason") String cancellationReason);
}
